namespace CuaRl;

/// <summary>The service does not drive the training, so it cannot go on from a state of it. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.TrainingUndrivenException")]
public sealed class TrainingUndrivenException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public TrainingUndrivenException(string trainingId)
        : base($"The training '{trainingId}' is driven by a client of its own: its config names no provider, so the service cannot branch it. "
            + "Start another training from its checkpoint instead.") =>
        TrainingId = trainingId;

    /// <summary>The training.</summary>
    [Id(0)]
    public string TrainingId { get; }
}
