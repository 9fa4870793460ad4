using System.Diagnostics.CodeAnalysis;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Compares rollouts with what their arrays hold.</summary>
internal sealed class RolloutComparer : IEqualityComparer<RolloutInfo>
{
    public static RolloutComparer Instance { get; } = new();

    public bool Equals(RolloutInfo? x, RolloutInfo? y) =>
        x is not null && y is not null
        && Bare(x) == Bare(y)
        && x.Attempts.SequenceEqual(y.Attempts)
        && x.Validations.SequenceEqual(y.Validations)
        && (x.Outcome?.Errors ?? []).SequenceEqual(y.Outcome?.Errors ?? []);

    public int GetHashCode([DisallowNull] RolloutInfo obj) => obj.Id.GetHashCode(StringComparison.Ordinal);

    private static RolloutInfo Bare(RolloutInfo info) => info with
    {
        Attempts = [],
        Validations = [],
        Outcome = info.Outcome is { } outcome ? outcome with { Errors = [] } : null,
    };
}
