using System.Globalization;

namespace CuaRl.Core.Randomness;

/// <summary>
/// SplitMix64: the same numbers from the same seed on every machine and version, and a state of 64 bits that can be stored
/// and taken up again. For simulated worlds and agents, not for secrets.
/// </summary>
/// <remarks>The state grows by a constant; what is drawn is that state, mixed. See Steele, Lea and Flood, OOPSLA 2014.</remarks>
public sealed class SeededGenerator
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>A generator at its beginning, or where <see cref="State"/> left it.</summary>
    public SeededGenerator(ulong state) => _state = state;

    /// <summary>Where it stands: 16 hexadecimal digits, since JSON readers do not agree on whole numbers over 2^53.</summary>
    public string State => _state.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A generator where <see cref="State"/> left it.</summary>
    /// <exception cref="FormatException">The text is not such a state.</exception>
    public static SeededGenerator Parse(string state) =>
        state.Length == 16 && ulong.TryParse(state, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            ? new SeededGenerator(value)
            : throw new FormatException("generator: must be 16 hexadecimal digits");

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        _state += GoldenRatio;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0, included, to 1, excluded: a multiple of 2^-53.</summary>
    public double NextUnit() => (NextBits() >> 11) * 1.1102230246251565e-16;

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public double NextUniform(double low, double high) => low + (high - low) * NextUnit();

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    /// <summary>A number of the normal distribution with mean 0 and deviation 1 (Box and Muller); takes two draws.</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextUnit())) * Math.Cos(2 * Math.PI * NextUnit());
}
