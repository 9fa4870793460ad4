using CuaRl.Core.Rewards;

namespace CuaRl.Core.Tests.Rewards;

/// <summary>Rewards of cua_rl itself: comprehensive, simple, completion, efficiency, shaped.</summary>
internal static class RewardRows
{
    private static readonly RewardInputs Success = new()
    {
        TaskCompleted = true, TaskSuccess = true, ValidationPassed = true, NumTurns = 10, MaxTurns = 20, NumTotalActions = 10,
    };

    private static readonly RewardInputs OutOfTurns = new()
    {
        ValidationPassed = false, NumTurns = 20, MaxTurns = 20, RanOutOfTurns = true, NumTotalActions = 5, TurnFirstSuccess = 1,
    };

    public static readonly (string Case, RewardInputs Rollout, double[] Rewards)[] All =
    [
        ("success in half of the turns", Success, [1.9, 1, 1, 0.8, 1]),
        ("first call works", Success with { TurnFirstSuccess = 1 }, [2.0425, 1, 1, 0.8, 1]),
        ("perfect", Success with { NumTurns = 4 }, [3, 1, 1, 0.92, 1]),
        ("a turn too many to be perfect", Success with { NumTurns = 5, TurnFirstSuccess = 1 }, [2.0925, 1, 1, 0.9, 1]),
        ("a repeated call", Success with { NumTurns = 4, ConsecutiveRepeatedActions = 1, TurnFirstSuccess = 1 },
            [1.9525, 1, 1, 0.92, 1]),
        ("success in the last turn", Success with { NumTurns = 20, TurnFirstSuccess = 20 }, [1.85, 1, 1, 0.6, 1]),
        ("many repeats and failures", Success with { ConsecutiveRepeatedActions = 7, RuntimeErrors = 9, TurnFirstSuccess = 1 },
            [0.8925, 1, 1, 0.8, 1]),
        ("a claim that validation refutes", Success with
            { ValidationPassed = false, AgentReportedSuccess = true, TurnFirstSuccess = 1 }, [0.5425, 1, 1, 0.8, 1]),
        ("finished as a failure", Success with { ValidationPassed = false, TaskSuccess = false }, [0.4, 0, 0.1, -0.1, 0.1]),
        ("nothing validated", Success with { ValidationPassed = null }, [0.4, 1, 1, 0.8, 1]),
        ("out of turns", OutOfTurns, [-0.2575, 0, 0, -0.9, 0]),
        ("out of turns, hardly tried", OutOfTurns with { NumTotalActions = 2, TurnFirstSuccess = -1 }, [-0.5, 0, 0, -0.9, 0]),
        ("gave up early", OutOfTurns with { RanOutOfTurns = false, NumTurns = 6 }, [-0.8575, 0, 0, -0.62, 0]),
        ("a call that cannot be read", Success with { ParseErrors = 1, TurnFirstSuccess = 1 }, [-1.8575, 1, 1, 0.8, 1]),
        ("a tool that there is not", Success with { ToolNameErrors = 1, TurnFirstSuccess = 2, ConsecutiveRepeatedActions = 2 },
            [-1.965, 1, 1, 0.8, 1]),
        ("an argument missing", Success with { ToolArgErrors = 1 }, [-1.5, 1, 1, 0.8, 1]),
        ("valid but never finished", OutOfTurns with { ValidationPassed = true }, [-0.2575, 0, 0, -0.9, 0.5]),
        ("two errors", Success with { ErrorCount = 2, TurnFirstSuccess = 1 }, [2.0425, 1, 1, 0.6, 1]),
    ];
}
