using CuaRl.Core.Randomness;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>Decides by a seed which requests meet a fault.</summary>
internal sealed class FaultDice(EmulatorFaults faults, ulong seed)
{
    private readonly Lock _gate = new();
    private readonly SeededGenerator _generator = new(seed);
    private EmulatorFaults _faults = faults;
    private int _thrown;

    /// <summary>The faults in force.</summary>
    public EmulatorFaults Faults
    {
        get
        {
            lock (_gate)
            {
                return _faults;
            }
        }
    }

    /// <summary>Puts others in force; their limit counts from now.</summary>
    public void Set(EmulatorFaults faults)
    {
        lock (_gate)
        {
            (_faults, _thrown) = (faults, 0);
        }
    }

    /// <summary>What the next request meets.</summary>
    /// <param name="isCreate">It makes a box.</param>
    /// <param name="hasBox">It is about a box.</param>
    public EmulatorFault Throw(bool isCreate, bool hasBox)
    {
        lock (_gate)
        {
            if (_thrown >= _faults.Limit)
            {
                return EmulatorFault.None;
            }

            var fault =
                hasBox && Hit(_faults.Vanish) ? EmulatorFault.Vanish
                : Hit(_faults.TooMany) ? EmulatorFault.TooMany
                : isCreate && Hit(_faults.TooManyBoxes) ? EmulatorFault.TooManyBoxes
                : Hit(_faults.Error) ? EmulatorFault.Error
                : Hit(_faults.ErrorAfter) ? EmulatorFault.ErrorAfter
                : Hit(isCreate ? _faults.LostCreate : _faults.LostReply) ? EmulatorFault.LostReply
                : Hit(_faults.WrongJson) ? EmulatorFault.WrongJson
                : EmulatorFault.None;
            _thrown += fault == EmulatorFault.None ? 0 : 1;
            return fault;
        }
    }

    private bool Hit(double rate) => rate > 0 && _generator.NextUnit() < rate;
}
