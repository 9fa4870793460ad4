namespace CuaRl.Core.Rewards;

/// <summary>What a finished rollout is judged by.</summary>
public readonly record struct RewardInputs
{
    /// <summary>A rollout in which nothing happened.</summary>
    public RewardInputs()
    {
    }

    /// <summary>The agent called finish.</summary>
    public bool TaskCompleted { get; init; }

    /// <summary>The task counts as done: what validation found, not what the agent claims.</summary>
    public bool TaskSuccess { get; init; }

    /// <summary>What validation found; null when nothing was validated.</summary>
    public bool? ValidationPassed { get; init; }

    /// <summary>What the agent claims.</summary>
    public bool AgentReportedSuccess { get; init; }

    /// <summary>Turns taken.</summary>
    public int NumTurns { get; init; }

    /// <summary>Turns allowed.</summary>
    public int MaxTurns { get; init; }

    /// <summary>The turns were used up before finish was called.</summary>
    public bool RanOutOfTurns { get; init; }

    /// <summary>The time was used up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Calls that were carried out, finish included.</summary>
    public int NumTotalActions { get; init; }

    /// <summary>The longest series of the same call, counted from the third.</summary>
    public int ConsecutiveRepeatedActions { get; init; }

    /// <summary>Calls without a name or with arguments that are no object.</summary>
    public int ParseErrors { get; init; }

    /// <summary>Calls of a tool that there is not.</summary>
    public int ToolNameErrors { get; init; }

    /// <summary>Calls that lack an argument.</summary>
    public int ToolArgErrors { get; init; }

    /// <summary>Calls that failed on the device.</summary>
    public int RuntimeErrors { get; init; }

    /// <summary>The first turn, counted from 1, whose call worked; -1 when none did.</summary>
    public int TurnFirstSuccess { get; init; } = -1;

    /// <summary>Errors of the rollout itself.</summary>
    public int ErrorCount { get; init; }
}
