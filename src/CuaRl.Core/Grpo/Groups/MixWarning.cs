using System.Globalization;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>When a training should be warned that almost no group can teach it anything.</summary>
public static class MixWarning
{
    /// <summary>The share of mixed groups that is too little.</summary>
    public const double Floor = 0.05;

    /// <summary>For how many steps in a row it must be below.</summary>
    public const int Steps = 5;

    /// <summary>The warning, when the last five steps that have one were all below <see cref="Floor"/>; else null.</summary>
    /// <param name="fracMixed">frac_mixed of the steps, oldest first; null for a step without any counted group, which is passed over.</param>
    public static string? Of(ReadOnlySpan<double?> fracMixed)
    {
        var below = 0;
        for (var i = fracMixed.Length - 1; i >= 0 && below < Steps; i--)
        {
            if (fracMixed[i] >= Floor)
            {
                return null;
            }

            below += fracMixed[i] is null ? 0 : 1;
        }

        return below < Steps
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"frac_mixed stayed below {Floor} for {Steps} steps: nearly all groups have equal rewards and teach nothing; choose tasks that are neither solved nor hopeless, a larger group_size or a reward with more steps");
    }
}
