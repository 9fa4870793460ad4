namespace CuaRl;

/// <summary>What went wrong and how much was done in a rollout.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ActionCounters")]
public sealed record ActionCounters
{
    /// <summary>How many actions were executed.</summary>
    [Id(0)]
    public int NumTotalActions { get; init; }

    /// <summary>How often an action was repeated beyond its second time in a row.</summary>
    [Id(1)]
    public int ConsecutiveRepeatedActions { get; init; }

    /// <summary>How many tool calls could not be read.</summary>
    [Id(2)]
    public int ParseErrors { get; init; }

    /// <summary>How many named no tool there is.</summary>
    [Id(3)]
    public int ToolNameErrors { get; init; }

    /// <summary>How many had arguments that do not fit.</summary>
    [Id(4)]
    public int ToolArgumentErrors { get; init; }

    /// <summary>How many failed in execution.</summary>
    [Id(5)]
    public int RuntimeErrors { get; init; }

    /// <summary>True when the agent said that it was done.</summary>
    [Id(6)]
    public bool AttemptedCompletion { get; init; }

    /// <summary>The first turn whose action worked; -1 for never.</summary>
    /// <value>The default is -1.</value>
    [Id(7)]
    public int TurnFirstSuccess { get; init; } = -1;

    /// <summary>The turn in which the task was done; -1 for never.</summary>
    /// <value>The default is -1.</value>
    [Id(8)]
    public int TurnTaskCompleted { get; init; } = -1;
}
