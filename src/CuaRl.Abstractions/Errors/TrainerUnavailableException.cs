namespace CuaRl;

/// <summary>A trainer cannot take the call now: it cannot be reached, is overloaded, or did not answer in time.</summary>
/// <remarks>A request that carries a sequence number may have been carried out; sending it again gives the first answer.</remarks>
[GenerateSerializer, Alias("cuarl.TrainerUnavailableException")]
public sealed class TrainerUnavailableException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="trainer">The trainer's name.</param>
    /// <param name="cause">Why, as a clause without secrets.</param>
    /// <param name="retryAfter">When it wants to be asked again; null when it did not say.</param>
    /// <param name="inner">What its client said; it never crosses a grain.</param>
    public TrainerUnavailableException(string trainer, string cause, TimeSpan? retryAfter = null, Exception? inner = null)
        : base($"The trainer '{trainer}' cannot take this call: {cause}. Try again later.", inner) =>
        (Trainer, Cause, RetryAfter) = (trainer, cause, retryAfter);

    /// <summary>The trainer's name.</summary>
    [Id(0)]
    public string Trainer { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Cause { get; }

    /// <summary>When it wants to be asked again.</summary>
    [Id(2)]
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
