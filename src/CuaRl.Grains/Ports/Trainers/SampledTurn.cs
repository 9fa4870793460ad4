using System.Collections.Immutable;

namespace CuaRl.Grains.Ports;

/// <summary>What a policy answered.</summary>
public sealed record SampledTurn
{
    /// <summary>What it wrote, in full.</summary>
    public required string Response { get; init; }

    /// <summary>The tokens of it.</summary>
    public required ImmutableArray<int> Tokens { get; init; }

    /// <summary>
    /// The natural logarithm of each token's probability in the distribution that it was drawn from, after temperature.
    /// </summary>
    public required ImmutableArray<float> LogProbabilities { get; init; }

    /// <summary>All that it was given, as the trainer takes it; pictures stand in it as codes of the sampler's own table.</summary>
    public required ReadOnlyMemory<int> Observation { get; init; }

    /// <summary>What the record of the turn needs beside the screen, so that the observation can be made again; null for nothing.</summary>
    public JsonText? ModelInput { get; init; }

    /// <summary>
    /// The elements of the screen as they are to be stored beside the turn, in UTF-8 JSON; null where the policy did not look at them.
    /// </summary>
    public ReadOnlyMemory<byte>? Elements { get; init; }
}
