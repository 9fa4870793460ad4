using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Rollouts;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Rollouts;

internal sealed partial class RolloutGrain
{
    /// <summary>Tries of an end; each lost one means that a turn was stored meanwhile.</summary>
    private const int MaxTries = 32;

    private const string GivenUp = "The rollout was given up.";

    async Task<RolloutInfo> IRolloutGrain.Complete(RolloutOutcome outcome, int? attempt)
    {
        RolloutChecks.Check(outcome);
        var rollout = Present(attempt);
        if (rollout.Status == RolloutStatus.Completed)
        {
            return IsRepeated(rollout, outcome) ? rollout.Info(rollout.NumTurns ?? 0) : throw Refused(rollout.Status);
        }

        RolloutTransitions.Check(rollout, RolloutStatus.Completed);
        var (turns, reward) = await CompleteRunAsync(rollout, outcome);
        return await EndAsync(rollout.Completed(outcome, turns, reward, Now));
    }

    async Task<RolloutInfo> IRolloutGrain.Fail(string errorKind, string error, int? attempt)
    {
        RolloutChecks.CheckError(errorKind, error);
        var rollout = Present(attempt);
        if (rollout.Status == RolloutStatus.Failed)
        {
            return rollout.ErrorKind == errorKind && rollout.ErrorMessage == error
                ? rollout.Info(rollout.NumTurns ?? 0)
                : throw Refused(rollout.Status);
        }

        RolloutTransitions.Check(rollout, RolloutStatus.Failed);
        var turns = await FailRunAsync(rollout.Attempt, error);
        return await EndAsync(rollout.Lost(RolloutStatus.Failed, AttemptStatus.Failed, errorKind, error, turns, Now));
    }

    Task<RolloutInfo> IRolloutGrain.Cancel() => CancelAsync(Known());

    Task<RolloutInfo> IRolloutGrain.SetPaused(bool isPaused) => PauseAsync(Known(), isPaused);

    async Task IRolloutGrain.Delete()
    {
        if (_rollout is { } rollout)
        {
            await DeleteAsync(rollout);
        }
        else
        {
            DeactivateOnIdle();
        }
    }

    private async Task<RolloutInfo> CancelAsync(RolloutState rollout)
    {
        if (rollout.Status == RolloutStatus.Cancelled)
        {
            return rollout.Info(rollout.NumTurns ?? 0);
        }

        RolloutTransitions.Check(rollout, RolloutStatus.Cancelled);
        var turns = await FailRunAsync(rollout.Attempt, GivenUp);
        return await EndAsync(rollout.Lost(RolloutStatus.Cancelled, AttemptStatus.Cancelled, null, null, turns, Now));
    }

    private async Task<RolloutInfo> PauseAsync(RolloutState rollout, bool isPaused)
    {
        if (!rollout.IsOpen || rollout.IsPaused == isPaused)
        {
            return rollout.Info(await TurnsAsync(rollout));
        }

        var run = Run(rollout.Attempt);
        Learn(isPaused ? await run.Pause() : await run.Resume());
        var next = rollout with { IsPaused = isPaused, UpdatedAt = Now };
        await SaveAsync(next);
        return next.Info(await TurnsAsync(next));
    }

    /// <summary>The latest attempt goes first, so that what is left is always a rollout with attempts from the first on.</summary>
    private async Task DeleteAsync(RolloutState rollout)
    {
        foreach (var attempt in rollout.Attempts.Reverse())
        {
            await Run(attempt).Prune();
        }

        await this.ClearAsync(record);
        _rollout = null;
    }

    private async Task<RolloutInfo> EndAsync(RolloutState next)
    {
        await SaveAsync(next);
        GrainInstruments.RolloutEnded(Transitions.Name(next.Status));
        Log.Ended(logger, Id, next.Status, next.NumTurns ?? 0, next.Reward);
        return next.Info(next.NumTurns ?? 0);
    }

    /// <summary>
    /// The run ends where this activation knows its head to be, which the database checks; a turn stored meanwhile counts, and
    /// changes the reward. A run that ended before, by a call that broke off, is told the end that the rollout takes now.
    /// </summary>
    private async Task<(int Turns, RewardInfo? Reward)> CompleteRunAsync(RolloutState rollout, RolloutOutcome outcome)
    {
        var head = KnownHead(rollout.Attempt) ?? await HeadAsync(rollout.Attempt);
        for (var tries = 1; ; tries++)
        {
            var turns = TurnsOf(head);
            var reward = await RewardAsync(rollout, outcome, turns);
            try
            {
                await Run(rollout.Attempt).Complete(Number(reward?.Value), head);
                return (turns, reward);
            }
            catch (StaleHeadException stale) when (tries < MaxTries)
            {
                head = stale.ActualHead;
            }
            catch (InvalidTransitionException) when (tries < MaxTries)
            {
                head = await HeadAsync(rollout.Attempt);
                turns = TurnsOf(head);
                reward = await RewardAsync(rollout, outcome, turns);
                await AmendRunAsync(rollout.Attempt, reward, failureReason: null);
                return (turns, reward);
            }
        }
    }

    /// <summary>How many turns there are. A run that ended before, by a call that broke off, is told the end that the rollout takes now.</summary>
    private async Task<int> FailRunAsync(AttemptState attempt, string reason)
    {
        try
        {
            var run = await Run(attempt).Fail(reason);
            Learn(run);
            return TurnsOf(run.Head);
        }
        catch (InvalidTransitionException)
        {
            return await AmendRunAsync(attempt, reward: null, reason);
        }
    }

    /// <summary>Has a run that ended say the end that is recorded of its rollout; one that was pruned says nothing any more.</summary>
    private async Task<int> AmendRunAsync(AttemptState attempt, RewardInfo? reward, string? failureReason)
    {
        try
        {
            var run = await Run(attempt).Amend(Number(reward?.Value), failureReason);
            Learn(run);
            return TurnsOf(run.Head);
        }
        catch (InvalidTransitionException)
        {
            return TurnsOf(await HeadAsync(attempt));
        }
    }

    /// <summary>What nobody judged has no reward, whoever computed one.</summary>
    private async ValueTask<RewardInfo?> RewardAsync(RolloutState rollout, RolloutOutcome outcome, int turns) => outcome switch
    {
        { Validation.Success: { }, Reward: { } given } =>
            new RewardInfo { Value = given, Function = RolloutRewards.Given, Version = 0 },
        { Validation.Success: { } passed } => await ComputeAsync(rollout, outcome, passed, turns),
        _ => null,
    };

    private Task<RewardInfo> ComputeAsync(RolloutState rollout, RolloutOutcome outcome, bool passed, int turns) =>
        rewards.ComputeAsync(
            rollout.RewardFunction,
            RolloutRewards.InputsOf(outcome, passed, turns, rollout.MaxTurns),
            CancellationToken.None);

    /// <summary>What the caller left to the clock is what the clock said then.</summary>
    private static bool IsRepeated(RolloutState rollout, RolloutOutcome outcome) =>
        rollout.Outcome is { } stored
        && stored.Errors.AsSpan().SequenceEqual(outcome.Errors.AsSpan())
        && stored with { Errors = [] } == outcome with
        {
            Errors = [],
            RolloutSeconds = outcome.RolloutSeconds ?? stored.RolloutSeconds,
        };

    private InvalidTransitionException Refused(RolloutStatus next) =>
        Transitions.Refused("rollout", Id, Known().Status, next);

    private static JsonText? Number(double? value) =>
        value is { } given ? JsonText.Parse(given.ToString("R", CultureInfo.InvariantCulture)) : null;
}
