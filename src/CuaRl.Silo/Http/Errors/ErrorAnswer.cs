using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>What a client is told of an error, whichever body its route uses.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Slug">The kind, for the problem's URI.</param>
/// <param name="Title">The kind, for people.</param>
/// <param name="Detail">What happened.</param>
internal sealed record ErrorAnswer(int Status, string Slug, string Title, string Detail)
{
    /// <summary>The text that the original APIs show, where it differs from <see cref="Detail"/>.</summary>
    public string? CompatDetail { get; init; }

    /// <summary>The fields that are wrong, for a 422.</summary>
    public IReadOnlyList<FieldError>? Fields { get; init; }

    /// <summary>Ids and numbers of the error, as members of the problem; null when there are none.</summary>
    public ErrorFacts? Facts { get; init; }

    /// <summary>When to try again; null when trying again is of no use.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the cause is ours to look into and belongs in the log.</summary>
    public bool IsFault { get; init; }
}
