namespace CuaRl;

/// <summary>One action of a turn.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TurnAction")]
public sealed record TurnAction
{
    /// <summary>What it is, such as <c>tool_call</c>.</summary>
    /// <value>The default is <c>tool_call</c>.</value>
    [Id(0)]
    public string ActionType { get; init; } = "tool_call";

    /// <summary>The tool, such as <c>action</c>, <c>wait</c> or <c>finish</c>.</summary>
    [Id(1)]
    public string? ToolName { get; init; }

    /// <summary>The tool's arguments: any JSON value.</summary>
    [Id(2)]
    public JsonText? ToolArguments { get; init; }

    /// <summary>Where its tokens begin among those of the turn.</summary>
    [Id(3)]
    public int? FirstToken { get; init; }

    /// <summary>
    /// How many tokens it has; null with <see cref="FirstToken"/> null for all of the turn, if it is the first.
    /// </summary>
    [Id(4)]
    public int? TokenCount { get; init; }

    /// <summary>What the tool answered.</summary>
    [Id(5)]
    public string? Result { get; init; }
}
