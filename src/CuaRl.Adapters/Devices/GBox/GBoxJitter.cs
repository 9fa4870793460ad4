using CuaRl.Core.Randomness;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>The chance in pauses, from a seed; for calls from everywhere.</summary>
internal sealed class GBoxJitter(ulong seed)
{
    private readonly Lock _gate = new();
    private readonly SeededGenerator _generator = new(seed);

    /// <summary>A number from 0 to 1.</summary>
    public double Next()
    {
        lock (_gate)
        {
            return _generator.NextUnit();
        }
    }
}
