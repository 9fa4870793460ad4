using System.Collections.Frozen;
using System.Collections.Immutable;
using CuaRl.Core.Rewards;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>What a configuration is resolved in.</summary>
public sealed record LoopSurroundings
{
    /// <summary>Reads the lines of a file with tasks.</summary>
    /// <value>By default there are no files.</value>
    public Func<string, ImmutableArray<string>> ReadLines { get; init; } =
        path => throw new TaskSourceException(TaskSourceErrors.FileNotFound(path));

    /// <summary>What is wrong with the name of a reward function, as a sentence.</summary>
    /// <value>By default those built in are known.</value>
    public Func<string, string?> RewardProblem { get; init; } = RewardRegistry.BuiltIn.Problem;

    /// <summary>What is wrong with a kind of devices, as a sentence.</summary>
    /// <value>By default any may be there.</value>
    public Func<string, string?> DevicesProblem { get; init; } = _ => null;

    /// <summary>Ids of tasks that there are none of.</summary>
    /// <value>By default any may be stored.</value>
    public IReadOnlySet<string> UnknownTasks { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What a trainer with prompts lacks to prompt a model, as a flag and a sentence.</summary>
    /// <value>By default nothing is lacking.</value>
    public Func<LoopConfiguration, (string Flag, string Rule)?> PromptProblem { get; init; } = _ => null;

    /// <summary>What is refused because nothing would come of it.</summary>
    /// <value>The default is <see cref="NotYet.All"/>.</value>
    public ImmutableArray<NotYet> NotYet { get; init; } = Configuration.NotYet.All;
}
