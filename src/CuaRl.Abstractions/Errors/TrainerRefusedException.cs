namespace CuaRl;

/// <summary>A trainer does not do what it was asked for. Repeating the call does not help.</summary>
[GenerateSerializer, Alias("cuarl.TrainerRefusedException")]
public sealed class TrainerRefusedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="trainer">The trainer's name.</param>
    /// <param name="cause">Why, as a clause without secrets, with what to do.</param>
    /// <param name="inner">What its client said; it never crosses a grain.</param>
    public TrainerRefusedException(string trainer, string cause, Exception? inner = null)
        : base($"The trainer '{trainer}' refuses this call: {cause}.", inner) => (Trainer, Cause) = (trainer, cause);

    /// <summary>The trainer's name.</summary>
    [Id(0)]
    public string Trainer { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Cause { get; }
}
