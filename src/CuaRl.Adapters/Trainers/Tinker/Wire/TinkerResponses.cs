namespace CuaRl.Adapters.Trainers.Tinker.Wire;

internal sealed record SessionCreated(string SessionId);

/// <summary>A request that was taken; what comes of it is asked for by its id.</summary>
internal sealed record RequestTaken(string RequestId);

internal sealed record ModelCreated(string ModelId);

internal sealed record ModelInfo(string ModelId)
{
    /// <summary>How it stands, where the server says: some describe models that they have unloaded.</summary>
    public string? Status { get; init; }
}

internal sealed record ForwardBackwardOutput(TinkerOutput[] LossFnOutputs)
{
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
}

/// <summary>What came of a datum.</summary>
internal sealed record TinkerOutput(TinkerTensor Logprobs);

internal sealed record StepTaken
{
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }
}

/// <summary>What was saved or loaded: by a path, or of weights without a name by the session that samples from them.</summary>
internal sealed record WeightsPath
{
    public string? Path { get; init; }

    public string? SamplingSessionId { get; init; }
}

internal sealed record SamplingSessionCreated(string SamplingSessionId);

internal sealed record Sampled(SampledSequence[] Sequences)
{
    public double?[]? PromptLogprobs { get; init; }
}

internal sealed record SampledSequence(int[] Tokens)
{
    public string? StopReason { get; init; }

    public float[]? Logprobs { get; init; }
}

internal sealed record CheckpointList(TinkerCheckpoint[] Checkpoints);

internal sealed record TinkerCheckpoint(string CheckpointId, string TinkerPath)
{
    public string? CheckpointType { get; init; }
}

/// <summary>An answer that says no more than that there is one.</summary>
internal sealed record Acknowledged
{
    public string? Type { get; init; }
}
