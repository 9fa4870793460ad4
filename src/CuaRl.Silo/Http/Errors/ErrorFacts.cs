namespace CuaRl.Silo.Http.Errors;

/// <summary>The ids and numbers of an error, for programs; a client need not take them out of a sentence.</summary>
internal sealed record ErrorFacts
{
    public string? RunId { get; init; }

    public string? RunStatus { get; init; }

    public long? ExpectedHead { get; init; }

    public long? ActualHead { get; init; }

    public string? ActualStateId { get; init; }

    public string? OperationId { get; init; }

    public IReadOnlyList<string>? NeededBy { get; init; }

    public IReadOnlyList<int>? SavedSteps { get; init; }

    public string? ResourceId { get; init; }

    public string? ResourceStatus { get; init; }

    public int? Attempt { get; init; }

    public int? ExpectedTurn { get; init; }

    public int? Unfinished { get; init; }
}
