using CuaRl.Core.Rollouts;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Rollouts;

internal sealed partial class RolloutGrain
{
    async Task<RolloutInfo> IRolloutGrain.Override(ValidationOverride judgement)
    {
        RolloutChecks.Check(judgement);
        var rollout = Ended();
        var isRepeated = rollout.Validations is [.., { Source: ValidationSource.Override } last]
            && (last.Success, last.Actor, last.Reason) == (judgement.Success, judgement.Actor, judgement.Reason);
        var next = isRepeated ? rollout : Judged(rollout, new ValidationState
        {
            Source = ValidationSource.Override,
            Success = judgement.Success,
            ValidationQuery = rollout.ValidationQuery,
            ExpectedResult = rollout.ExpectedResult,
            Actor = judgement.Actor,
            Reason = judgement.Reason,
        });
        if (judgement.ChangesReward && rollout.Outcome is { } outcome)
        {
            var reward = await ComputeAsync(rollout, outcome, judgement.Success, rollout.NumTurns ?? 0);
            await AmendRunAsync(rollout.Attempt, reward, failureReason: null);
            next = next with { RewardInfo = reward, IsMasked = false, ErrorKind = null, ErrorMessage = null };
        }

        return await KeepAsync(rollout, next);
    }

    Task<RolloutInfo> IRolloutGrain.Revalidate(ValidationReport report)
    {
        RolloutChecks.Check("", report);
        var rollout = Ended();
        return rollout.Validations is [.., { Source: ValidationSource.Revalidation } last] && last.Report == report
            ? KeepAsync(rollout, rollout)
            : KeepAsync(rollout, Judged(rollout, new ValidationState { Source = ValidationSource.Revalidation, Report = report }));
    }

    /// <summary>Only what ended with an outcome can be judged.</summary>
    private RolloutState Ended()
    {
        var rollout = Known();
        return rollout.Status == RolloutStatus.Completed ? rollout : throw Refused(RolloutStatus.Completed);
    }

    private RolloutState Judged(RolloutState rollout, ValidationState judgement)
    {
        Rule.Keep("validations", RolloutRules.AnotherJudgement(rollout.Validations.Length));
        return rollout.Judged(judgement, Now);
    }

    private async Task<RolloutInfo> KeepAsync(RolloutState rollout, RolloutState next)
    {
        if (next != rollout)
        {
            await SaveAsync(next with { UpdatedAt = Now });
            Log.Judged(logger, Id, next.Validations[^1].Source, next.ValidationPassed, next.Reward);
        }

        return next.Info(next.NumTurns ?? 0);
    }
}
