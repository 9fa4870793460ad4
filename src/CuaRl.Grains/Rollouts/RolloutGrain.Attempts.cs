using CuaRl.Core.Rollouts;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Rollouts;

internal sealed partial class RolloutGrain
{
    async Task<RolloutInfo> IRolloutGrain.FailAttempt(string errorKind, string error, int? attempt)
    {
        RolloutChecks.CheckError(errorKind, error);
        var rollout = Known();
        if (attempt is not null && Find(rollout, attempt).Status == AttemptStatus.InfraFailed)
        {
            return await AdmitAsync(rollout);
        }

        rollout = Present(attempt);
        if (attempt is null && IsFresh(rollout) && rollout.Attempts[^2] is { Status: AttemptStatus.InfraFailed } last
            && last.ErrorKind == errorKind && last.ErrorMessage == error && await TurnsAsync(rollout, isFresh: true) == rollout.TurnsInCommon)
        {
            // A repetition: the attempt that it lost is gone, and nothing was done on the one after.
            return await AdmitAsync(rollout);
        }

        if (!rollout.IsOpen)
        {
            throw Refused(RolloutStatus.Pending);
        }

        Rule.Keep("attempt", RolloutRules.AnotherAttempt(rollout.Attempts.Length));
        await standings.RequireAsync(rollout.TrainingId);
        await FailRunAsync(rollout.Attempt, error);
        var now = Now;
        return await BeginAttemptAsync(
            rollout.With(rollout.Attempt.Ended(AttemptStatus.InfraFailed, errorKind, error, now)).WithAttempt(now), error);
    }

    async Task<RolloutInfo> IRolloutGrain.Retry()
    {
        var rollout = Known();
        if (IsFresh(rollout) && rollout.Attempts[^2] is { Status: AttemptStatus.Failed or AttemptStatus.Cancelled })
        {
            return await AdmitAsync(rollout);
        }

        RolloutTransitions.Check(rollout, RolloutStatus.Pending);
        Rule.Keep("attempt", RolloutRules.AnotherAttempt(rollout.Attempts.Length));
        await standings.RequireAsync(rollout.TrainingId);
        return await BeginAttemptAsync(rollout.WithAttempt(Now), rollout.ErrorMessage);
    }

    /// <summary>The rollout, whose present attempt is the one that is named, if one is.</summary>
    private RolloutState Present(int? attempt)
    {
        var rollout = Known();
        return attempt is not { } named || Find(rollout, named).Number == rollout.Attempt.Number
            ? rollout
            : throw new AttemptOverException(Id, named, rollout.Attempt.Number);
    }

    /// <summary>Whether nothing was said yet of an attempt that followed another.</summary>
    private static bool IsFresh(RolloutState rollout) => rollout is
    {
        Status: RolloutStatus.Pending,
        Attempts: [_, .., { Environment.Status: EnvironmentStatus.Pending }],
    };

    private async Task<RolloutInfo> BeginAttemptAsync(RolloutState next, string? reason)
    {
        await CreateRunAsync(next);
        await SaveAsync(next with { ProgressPercent = 0 });
        Log.BegunAgain(logger, Id, next.Attempt.Number, reason);
        return await AdmitAsync(Known());
    }
}
