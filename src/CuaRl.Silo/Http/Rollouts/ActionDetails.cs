namespace CuaRl.Silo.Http.Rollouts;

/// <summary>One action of a stored turn.</summary>
internal sealed record ActionDetails
{
    public required string ActionType { get; init; }

    public required string? ToolName { get; init; }

    public required JsonText? ToolArgs { get; init; }

    public required int? FirstToken { get; init; }

    public required int? NumTokens { get; init; }

    public required string? Result { get; init; }

    public static ActionDetails From(TurnAction action) => new()
    {
        ActionType = action.ActionType,
        ToolName = action.ToolName,
        ToolArgs = action.ToolArguments,
        FirstToken = action.FirstToken,
        NumTokens = action.TokenCount,
        Result = action.Result,
    };
}
