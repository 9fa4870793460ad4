namespace CuaRl.Adapters.Validators;

/// <summary>What an endpoint is asked.</summary>
internal sealed record ValidationQuestion
{
    public required string TaskId { get; init; }

    public required string Description { get; init; }

    public string? ValidationQuery { get; init; }

    public JsonText? ExpectedResult { get; init; }

    public string? FinishMessage { get; init; }

    public IReadOnlyList<RecordedCommand>? Commands { get; init; }
}
