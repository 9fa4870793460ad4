using System.Collections.Immutable;

namespace CuaRl.Adapters.Endpoints;

/// <summary>The HTTP endpoints that the service was configured with, by the names that tasks and trainings use.</summary>
public sealed class JudgeEndpoints
{
    /// <summary>None.</summary>
    public static JudgeEndpoints None { get; } = new();

    /// <summary>Those that give rewards.</summary>
    public ImmutableSortedDictionary<string, JudgeEndpoint> RewardFunctions { get; init; } =
        ImmutableSortedDictionary.Create<string, JudgeEndpoint>(StringComparer.Ordinal);

    /// <summary>Those that judge tasks.</summary>
    public ImmutableSortedDictionary<string, JudgeEndpoint> Validators { get; init; } =
        ImmutableSortedDictionary.Create<string, JudgeEndpoint>(StringComparer.Ordinal);
}
