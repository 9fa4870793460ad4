namespace CuaRl.Adapters.Trainers.Tinker.Wire;

internal sealed record CreateSession(string[] Tags, IReadOnlyDictionary<string, string> UserMetadata, string SdkVersion)
{
    public string Type { get; init; } = "create_session";
}

internal sealed record SessionHeartbeat(string SessionId)
{
    public string Type { get; init; } = "session_heartbeat";
}

internal sealed record CreateModel(
    string SessionId, int ModelSeqId, string BaseModel, IReadOnlyDictionary<string, string> UserMetadata, TinkerLora LoraConfig)
{
    public string Type { get; init; } = "create_model";
}

internal sealed record TinkerLora(int Rank, int? Seed = null, bool TrainUnembed = true, bool TrainMlp = true, bool TrainAttn = true);

internal sealed record UnloadModel(string ModelId)
{
    public string Type { get; init; } = "unload_model";
}

internal sealed record GetInfo(string ModelId)
{
    public string Type { get; init; } = "get_info";
}

internal sealed record ForwardBackward(ForwardBackwardInput ForwardBackwardInput, string ModelId, long SeqId);

internal sealed record ForwardBackwardInput(
    IReadOnlyList<TinkerDatum> Data, string LossFn, IReadOnlyDictionary<string, double>? LossFnConfig);

/// <summary>A sequence to train on.</summary>
internal sealed record TinkerDatum(TinkerInput ModelInput, IReadOnlyDictionary<string, TinkerTensor> LossFnInputs);

internal sealed record OptimStep(TinkerAdam AdamParams, string ModelId, long SeqId)
{
    public string Type { get; init; } = "optim_step";
}

internal sealed record TinkerAdam(
    double LearningRate, double Beta1, double Beta2, double Eps, double WeightDecay = 0, double GradClipNorm = 0);

internal sealed record SaveWeights(string ModelId, string? Path, long SeqId)
{
    public bool Overwrite { get; init; }

    public string Type { get; init; } = "save_weights";
}

internal sealed record SaveWeightsForSampler(string ModelId, string? Path, long SeqId)
{
    /// <summary>Of weights without a name: the number of the session that samples from them.</summary>
    public long? SamplingSessionSeqId { get; init; }

    public string Type { get; init; } = "save_weights_for_sampler";
}

internal sealed record LoadWeights(string ModelId, long SeqId, string Path, bool Optimizer)
{
    public string Type { get; init; } = "load_weights";
}

internal sealed record CreateSamplingSession(string SessionId, long SamplingSessionSeqId, string ModelPath)
{
    public string Type { get; init; } = "create_sampling_session";
}

internal sealed record Sample(TinkerInput Prompt, TinkerSampling SamplingParams, string SamplingSessionId, long SeqId)
{
    public int NumSamples { get; init; } = 1;

    public bool? PromptLogprobs { get; init; }

    public string Type { get; init; } = "sample";
}

internal sealed record TinkerSampling(int MaxTokens, int? Seed, int[] Stop, double Temperature)
{
    public int TopK { get; init; } = -1;

    public double TopP { get; init; } = 1;
}

internal sealed record RetrieveFuture(string RequestId)
{
    public bool AllowMetadataOnly { get; init; }
}
