using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Loop.Rollouts;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>
/// Plays one attempt and records it: leases a device, resets it to the task, or restores it to where another rollout was, takes turns
/// until an end, has the result validated before the device goes, gives the device back and completes the rollout.
/// </summary>
internal sealed class RolloutPlayer(RolloutServices services, Outages outages)
{
    private readonly ILogger<HeldDevice> _logger = services.Loggers.CreateLogger<HeldDevice>();

    /// <exception cref="AttemptLostException">The attempt was lost to its device or the service.</exception>
    public async Task<DrivenRollout> PlayAsync(
        RolloutPlan plan, IPolicySampler sampler, int attempt, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(plan.RolloutId);
        await using var device = await HeldDevice.AcquireAsync(services, plan, attempt, _logger, cancellationToken);
        var (agent, past) = await BeginAsync(plan, device, sampler, attempt, cancellationToken);
        var episode = new RolloutEpisode(
            services, outages, plan, device, ActionFormats.BuiltIn.Find(sampler.Format), agent, rollout, attempt);
        var end = await episode.PlayAsync(past, cancellationToken);
        var outcome = await JudgeAsync(plan, device, episode, end, cancellationToken);

        // Others wait for the device, and nobody for the record: both are written at once.
        var givenBack = device.GiveBackAsync();
        var info = await outages.OutlastAsync(
            () => services.Patience.RepeatAsync(() => rollout.Complete(outcome, attempt), cancellationToken), cancellationToken);
        await givenBack;
        return new DrivenRollout(info, episode.Turns);
    }

    /// <summary>Makes the device ready, and the policy.</summary>
    /// <returns>The policy, and the turns that it is to go on from.</returns>
    private async Task<(IEpisodeSampler Agent, IReadOnlyList<StoredTurn> Past)> BeginAsync(
        RolloutPlan plan, HeldDevice device, IPolicySampler sampler, int attempt, CancellationToken cancellationToken)
    {
        if (plan.Branch is null)
        {
            await device.ResetAsync(plan.Task, plan.DeviceSeed, cancellationToken);
            return (sampler.Begin(plan.Task.Description, plan.Temperature), []);
        }

        // Its own run begins with the turns in common.
        var past = await RecordedTurns.ReadAsync(services, plan.RolloutId, attempt, cancellationToken);
        var snapshot = await GoneForGoodAsync(SnapshotAsync(plan, past, cancellationToken));
        await device.RestoreAsync(snapshot, cancellationToken);
        var agent = await GoneForGoodAsync(services.Patience.RepeatAsync(
            () => sampler.ContinueAsync(plan.Task.Description, plan.Temperature, past, cancellationToken), cancellationToken));
        return (agent, past);
    }

    private async Task<JsonText> SnapshotAsync(RolloutPlan plan, IReadOnlyList<StoredTurn> past, CancellationToken cancellationToken) =>
        past is [.., var last] && last.Content.DeviceSnapshot is { } hash && await services.Blobs.FindAsync(hash, cancellationToken) is { } found
            ? JsonText.FromUtf8(found)
            : throw new UnreadableRecordException(
                $"turn {plan.Branch!.Turn} of rollout {plan.RolloutId}",
                "the device as it was then is not stored, so nothing can go on from it.");

    /// <summary>Reads what a branch goes on from: where that is not there any more, no other attempt finds it.</summary>
    private static async Task<T> GoneForGoodAsync<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception gone) when (gone is UnreadableRecordException or BlobExpiredException)
        {
            throw new AttemptLostException(AttemptLostException.BranchLost, gone);
        }
    }

    private async Task<RolloutOutcome> JudgeAsync(
        RolloutPlan plan, HeldDevice device, RolloutEpisode episode, RolloutEnd end, CancellationToken cancellationToken)
    {
        if (episode.ModelError is not null)
        {
            // Nobody acted: there is nothing to judge, and so no reward.
            return episode.Outcome(end);
        }

        var shell = device.Shell(episode.FinishMessage);
        var report = await services.Validators.ValidateAsync(plan.Task, shell, episode.FinishMessage, cancellationToken);
        return shell.Refusal is { } refusal && AttemptLostException.Of(refusal) is { } lost
            ? throw lost
            : episode.Outcome(end) with { Validation = report };
    }
}
