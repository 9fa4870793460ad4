namespace CuaRl;

/// <summary>The database cannot take the call now: it is down, full, read-only, or too busy.</summary>
/// <remarks>A write that ended so is of unknown outcome: repeat it with the same identity to get its one answer.</remarks>
[GenerateSerializer, Alias("cuarl.StorageUnavailableException")]
public sealed class StorageUnavailableException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="cause">Why, as a clause without secrets, such as <c>the disk is full</c>.</param>
    /// <param name="inner">What the provider said; it never crosses a grain.</param>
    public StorageUnavailableException(string cause, Exception? inner = null)
        : base($"The database cannot take this call: {cause}. Retry with the same Idempotency-Key.", inner)
    {
        Cause = cause;
    }

    /// <summary>Why, as a clause.</summary>
    [Id(0)]
    public string Cause { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
