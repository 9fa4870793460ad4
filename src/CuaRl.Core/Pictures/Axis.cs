using System.Globalization;

namespace CuaRl.Core.Pictures;

/// <summary>A linear scale from values to pixels, with round numbers to write at it.</summary>
internal sealed class Axis
{
    private readonly double _from;
    private readonly double _perUnit;
    private readonly double _start;

    /// <param name="from">The least value.</param>
    /// <param name="to">The greatest value; one above <paramref name="from"/> where there is but one value.</param>
    /// <param name="start">The pixel of the least value.</param>
    /// <param name="end">The pixel of the greatest value.</param>
    public Axis(double from, double to, double start, double end)
    {
        To = to > from ? to : from + 1;
        _from = from;
        _start = start;
        _perUnit = (end - start) / (To - from);
    }

    public double To { get; }

    /// <summary>Pixels for one unit.</summary>
    public double PerUnit => Math.Abs(_perUnit);

    public double At(double value) => _start + (value - _from) * _perUnit;

    /// <summary>About as many round values as wanted, all within the scale.</summary>
    public IEnumerable<double> Ticks(int wanted, bool wholeNumbers = false)
    {
        var rough = (To - _from) / Math.Max(1, wanted);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / magnitude) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 } * magnitude;
        step = wholeNumbers ? Math.Max(1, Math.Ceiling(step)) : step;
        for (var i = Math.Ceiling(_from / step - 1e-9); i * step <= To + step * 1e-9; i++)
        {
            yield return i * step + 0.0; // never -0
        }
    }

    /// <summary>A number as people write it: 1,200 and 0.25, and 1.5M where space is short.</summary>
    public static string Label(double value) => Math.Abs(value) switch
    {
        >= 1e15 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 1e9 => (value / 1e9).ToString("#,0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1000 => value.ToString("#,0.#", CultureInfo.InvariantCulture),
        >= 0.01 or 0 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##e0", CultureInfo.InvariantCulture),
    };
}
