using System.Globalization;
using CuaRl.Core.Statistics;

namespace CuaRl.Silo.Commands.Demonstration.Learning;

/// <summary>How often episodes succeeded.</summary>
/// <param name="Episodes">How many there were.</param>
/// <param name="Succeeded">How many the validators say succeeded.</param>
/// <param name="Strictly">How many reached the strict goal as well.</param>
internal readonly record struct Score(int Episodes, int Succeeded, int Strictly)
{
    public double Success => Episodes == 0 ? 0 : (double)Succeeded / Episodes;

    public double Strict => Episodes == 0 ? 0 : (double)Strictly / Episodes;

    public static Score operator +(Score one, Score other) =>
        new(one.Episodes + other.Episodes, one.Succeeded + other.Succeeded, one.Strictly + other.Strictly);

    public static Score Of(GroupInfo group) => group.Statistics is { } statistics
        ? new Score(statistics.Count, statistics.SuccessCount, statistics.StrictSuccessCount ?? 0)
        : default;

    /// <summary>Such as <c>0.932 (0.91-0.95)</c>, with a 95 % interval.</summary>
    public override string ToString()
    {
        if (Episodes == 0)
        {
            return "-";
        }

        var interval = WilsonInterval.Of(Succeeded, Episodes);
        return string.Create(CultureInfo.InvariantCulture, $"{Success:0.000} ({interval.Low:0.00}-{interval.High:0.00})");
    }
}
