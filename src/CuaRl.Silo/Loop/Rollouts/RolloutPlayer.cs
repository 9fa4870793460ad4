using CuaRl.Core.Loop.Rollouts;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>
/// Plays one attempt at a rollout and records it: leases a device, resets it to the task, takes turns until an end, has the result
/// validated before the device goes, gives the device back and completes the rollout.
/// </summary>
internal sealed class RolloutPlayer(RolloutServices services)
{
    private readonly ILogger<HeldDevice> _logger = services.Loggers.CreateLogger<HeldDevice>();

    /// <exception cref="AttemptLostException">The attempt was lost to its device or the service.</exception>
    public async Task<DrivenRollout> PlayAsync(
        RolloutPlan plan, IPolicySampler sampler, int attempt, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(plan.RolloutId);
        await using var device = await HeldDevice.AcquireAsync(services, plan, attempt, _logger, cancellationToken);
        await device.ResetAsync(plan.Task, plan.DeviceSeed, cancellationToken);
        var episode = new RolloutEpisode(services, plan, device, sampler, rollout, attempt);
        var end = await episode.PlayAsync(cancellationToken);
        var outcome = await JudgeAsync(plan, device, episode, end, cancellationToken);

        // Others wait for the device, and nobody for the record: both are written at once.
        var givenBack = device.GiveBackAsync();
        var info = await services.Patience.RepeatAsync(() => rollout.Complete(outcome, attempt), cancellationToken);
        await givenBack;
        return new DrivenRollout(info, episode.Turns);
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
