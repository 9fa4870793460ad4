using CuaRl.Core.Policies;

namespace CuaRl.Core.Learning;

/// <summary>How a policy learns from demonstrations.</summary>
public sealed record CloningOptions
{
    /// <summary>The training's seed.</summary>
    public required long Seed { get; init; }

    /// <summary>The share of sampled episodes that may succeed at most, 0 to 1.</summary>
    public required double UpTo { get; init; }

    /// <summary>How a step is taken.</summary>
    public required AdamSettings Adam { get; init; }

    /// <summary>How many steps there are at most.</summary>
    /// <value>The default is 200.</value>
    public int MaxSteps { get; init; } = 200;

    /// <summary>How many threads play; what comes out is the same for any number.</summary>
    /// <value>The default is 1.</value>
    public int Threads { get; init; } = 1;
}
