using System.Collections.Immutable;
using CuaRl.Core.Trainings;

namespace CuaRl.Grains.Rollouts;

internal sealed partial record RolloutState
{
    /// <summary>The error kind of a rollout that ended, and whose validator could not judge it.</summary>
    private const string NotJudged = "not_judged";

    /// <summary>Pending, with another attempt on a run of its own.</summary>
    public RolloutState WithAttempt(DateTimeOffset now)
    {
        var number = Attempts.Length + 1;
        return this with
        {
            Status = RolloutStatus.Pending,
            Phase = null,
            IsPaused = false,
            StatusMessage = null,
            ErrorKind = null,
            ErrorMessage = null,
            IsMasked = false,
            NumTurns = null,
            EnvCreationTime = null,
            AgentInitTime = null,
            EndTime = null,
            UpdatedAt = now,
            Attempts = Attempts.Add(new AttemptState
            {
                Number = number,
                RunId = RunIdOf(number),
                StartedAt = now,
                Environment = new EnvironmentState
                {
                    EnvironmentType = EnvironmentType ?? BoxType,
                    BoxType = BoxType,
                    CreatedAt = now,
                },
            }),
        };
    }

    /// <summary>Under way with a status, and with its device as far as that implies.</summary>
    public RolloutState Moved(RolloutStatus status, DateTimeOffset now)
    {
        if (status == Status)
        {
            return this;
        }

        var moved = this with { Status = status };
        return status switch
        {
            RolloutStatus.EnvCreation => (moved with { Phase = RolloutPhase.EnvCreation, EnvCreationTime = now })
                .WithDevice(EnvironmentStatus.Creating),
            RolloutStatus.AgentInit => (moved with { Phase = RolloutPhase.AgentInitialization, AgentInitTime = now })
                .WithDevice(EnvironmentStatus.Running),
            _ => (moved with { Phase = RolloutPhase.TaskExecution }).WithDevice(EnvironmentStatus.Running),
        };
    }

    /// <summary>With what its driver says of it; the same rollout when that is nothing new.</summary>
    public RolloutState With(RolloutReport report, DateTimeOffset now)
    {
        var moved = report.Status is { } status ? Moved(status, now) : this;
        var next = moved with
        {
            Phase = report.Phase ?? moved.Phase,
            StatusMessage = report.StatusMessage ?? moved.StatusMessage,
        };
        var attempt = next.Attempt with
        {
            PolicyStep = report.PolicyStep ?? next.Attempt.PolicyStep,
            Environment = report.Environment is { } device ? next.Attempt.Environment.With(device, now) : next.Attempt.Environment,
        };
        return attempt == next.Attempt ? next : next.With(attempt);
    }

    /// <summary>Ended with an outcome after so many turns. A judgement that could not be made is an error of the rollout.</summary>
    public RolloutState Completed(RolloutOutcome outcome, int turns, RewardInfo? reward, DateTimeOffset now)
    {
        var isLost = outcome.Validation is { Success: null };
        var ended = this with
        {
            Status = RolloutStatus.Completed,
            Phase = RolloutPhase.Cleanup,
            IsPaused = false,
            Outcome = outcome with { RolloutSeconds = outcome.RolloutSeconds ?? (now - Attempt.StartedAt).TotalSeconds },
            NumTurns = turns,
            RanOutOfTurns = RolloutRewards.RanOutOfTurns(outcome.TaskCompleted, turns, MaxTurns),
            IsMasked = outcome.Validation?.Success is null,
            ErrorKind = isLost ? NotJudged : null,
            ErrorMessage = isLost ? outcome.Validation!.ErrorMessage : null,
            RewardInfo = reward,
            EndTime = now,
            UpdatedAt = now,
        };
        var judged = outcome.Validation is { } report
            ? ended.Judged(new ValidationState { Source = ValidationSource.Validator, Report = report }, now)
            : ended;
        return judged.With(Attempt.Ended(AttemptStatus.Completed, null, null, now)) with
        {
            ProgressPercent = ended.PercentAfter(turns),
        };
    }

    /// <summary>Ended without a reward: lost, or given up.</summary>
    public RolloutState Lost(
        RolloutStatus status, AttemptStatus attempt, string? errorKind, string? error, int turns, DateTimeOffset now)
    {
        var ended = this with
        {
            Status = status,
            IsPaused = false,
            ErrorKind = errorKind,
            ErrorMessage = error,
            StatusMessage = error is null ? StatusMessage : $"Rollout failed: {error}",
            NumTurns = turns,
            IsMasked = true,
            EndTime = now,
            UpdatedAt = now,
        };
        return ended.With(Attempt.Ended(attempt, errorKind, error, now)) with { ProgressPercent = ended.PercentAfter(turns) };
    }

    /// <summary>
    /// With another judgement, which counts from now on; who could not judge, or does not check the strict goal, leaves that as it
    /// is.
    /// </summary>
    public RolloutState Judged(ValidationState judgement, DateTimeOffset now) => this with
    {
        Validations = Validations.Add(judgement with
        {
            Index = Validations.Length + 1,
            PreviousSuccess = ValidationPassed,
            CreatedAt = now,
        }),
        ValidationPassed = judgement.Success ?? ValidationPassed,
        StrictSuccess = judgement.StrictSuccess ?? StrictSuccess,
        ValidationTime = now,
        UpdatedAt = now,
    };

    private RolloutState WithDevice(EnvironmentStatus status) => Attempt.Environment.Status < status
        ? With(Attempt with { Environment = Attempt.Environment with { Status = status } })
        : this;
}
