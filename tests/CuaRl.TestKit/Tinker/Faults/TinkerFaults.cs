using CuaRl.Core.Randomness;

namespace CuaRl.TestKit.Tinker.Faults;

/// <summary>What goes wrong at the server: what was ordered for a path, else by chance.</summary>
/// <param name="seed">What chance follows from.</param>
public sealed class TinkerFaults(ulong seed)
{
    /// <summary>The path of questions for results.</summary>
    public const string Results = "retrieve_future";

    private static readonly TinkerFault[] Anywhere =
        [TinkerFault.TooMany, TinkerFault.TimedOut, TinkerFault.Error, TinkerFault.ErrorAfter, TinkerFault.LostReply, TinkerFault.WrongJson];

    private static readonly TinkerFault[] OfResults =
        [.. Anywhere, TinkerFault.TryAgain, TinkerFault.TryAgain, TinkerFault.Doubt, TinkerFault.Gone];

    private readonly Lock _gate = new();
    private readonly SeededGenerator _chance = new(seed);
    private readonly List<(string Path, TinkerFault Fault)> _ordered = [];
    private int _met;

    /// <summary>The rate of requests that meet a fault that passes, 0 to 1.</summary>
    public double Rate { get; set; }

    /// <summary>How many faults were met.</summary>
    public int Met => Volatile.Read(ref _met);

    /// <summary>The next requests to a path meet a fault.</summary>
    public void Order(string path, TinkerFault fault, int times = 1)
    {
        lock (_gate)
        {
            _ordered.AddRange(Enumerable.Repeat((path, fault), times));
        }
    }

    /// <summary>What a request meets.</summary>
    public TinkerFault Next(string path)
    {
        lock (_gate)
        {
            var fault = TinkerFault.None;
            if (_ordered.FindIndex(order => order.Path == path) is >= 0 and var place)
            {
                fault = _ordered[place].Fault;
                _ordered.RemoveAt(place);
            }
            else if (_chance.NextUnit() < Rate)
            {
                var kinds = path == Results ? OfResults : Anywhere;
                fault = kinds[(int)(_chance.NextUnit() * kinds.Length)];
            }

            _met += fault == TinkerFault.None ? 0 : 1;
            return fault;
        }
    }
}
