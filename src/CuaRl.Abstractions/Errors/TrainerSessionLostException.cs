namespace CuaRl;

/// <summary>A trainer does not have a model in training any more: what it learnt since it was last saved has to be learnt again.</summary>
[GenerateSerializer, Alias("cuarl.TrainerSessionLostException")]
public sealed class TrainerSessionLostException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="trainer">The trainer's name.</param>
    /// <param name="sessionId">The session that it does not have.</param>
    public TrainerSessionLostException(string trainer, string sessionId)
        : base($"The trainer '{trainer}' does not have session '{sessionId}' any more: go on from the last saved state.") =>
        (Trainer, SessionId) = (trainer, sessionId);

    /// <summary>The trainer's name.</summary>
    [Id(0)]
    public string Trainer { get; }

    /// <summary>The session.</summary>
    [Id(1)]
    public string SessionId { get; }
}
