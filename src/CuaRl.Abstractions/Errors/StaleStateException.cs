namespace CuaRl;

/// <summary>Another writer was first: the caller's side was behind what is stored, and nothing was written.</summary>
/// <remarks>Repeat the call with the same identity; it meets the present state.</remarks>
[GenerateSerializer, Alias("cuarl.StaleStateException")]
public sealed class StaleStateException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="resource">What was written to, such as a grain's id.</param>
    /// <param name="expected">The version that the writer knew; null when it knew of none.</param>
    /// <param name="actual">The version that is stored, where it is known.</param>
    public StaleStateException(string resource, string? expected, string? actual)
        : base($"Another writer of {resource} was first (version {expected ?? "none"} expected, {actual ?? "another"} stored); "
            + "nothing was written. Repeat the call.")
    {
        Resource = resource;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>What was written to.</summary>
    [Id(0)]
    public string Resource { get; }

    /// <summary>The version that the writer knew, if any.</summary>
    [Id(1)]
    public string? Expected { get; }

    /// <summary>The version that is stored, where it is known.</summary>
    [Id(2)]
    public string? Actual { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
