using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>The settings of a loss as the server takes them: ratios and not distances from 1, and nothing for losses without any.</summary>
internal static class LossSettings
{
    /// <summary>JSON has no infinity; no ratio gets here.</summary>
    private const double NoBound = 1e30;

    public static IReadOnlyDictionary<string, double>? Of(LossOptions loss) => loss.Loss switch
    {
        PolicyLoss.Ppo or PolicyLoss.Cispo => new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["clip_low_threshold"] = loss.ClipLow,
            ["clip_high_threshold"] = Math.Min(loss.ClipHigh, NoBound),
        },
        PolicyLoss.Dro => new Dictionary<string, double> { ["beta"] = loss.Beta },
        _ => null,
    };
}
