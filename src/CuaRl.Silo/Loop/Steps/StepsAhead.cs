using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>
/// Rolls out steps: the one that is trained on next, and in an asynchronous training those ahead of it, which go on while it is
/// trained on. What was rolled out and not trained on is found in its record by whoever drives the training next.
/// </summary>
internal sealed class StepsAhead(
    LoopConfiguration settings, LoopTasks tasks, LoopRecord record, StepRollouts rollouts, CancellationToken cancellationToken)
    : IAsyncDisposable
{
    private readonly Dictionary<int, Task<TakenStep>> _underWay = [];
    private readonly CancellationTokenSource _given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Begins the rollouts of the learner's step and of those that may be ahead of it, and waits for the former.</summary>
    public Task<TakenStep> TakeAsync(Learner learner)
    {
        var last = settings.Staleness.LastToStart(learner.Step, record.EndStep);
        for (var step = learner.Step; step <= last; step++)
        {
            if (!_underWay.ContainsKey(step))
            {
                _underWay[step] = RunAsync(step, learner.Step, learner.Sampler);
            }
        }

        _underWay.Remove(learner.Step, out var taken);
        return taken!;
    }

    /// <summary>Gives up what is under way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _given.CancelAsync();
        await ((Task)Task.WhenAll(_underWay.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _given.Dispose();
    }

    private async Task<TakenStep> RunAsync(int step, int policyStep, IPolicySampler sampler)
    {
        var chosen = tasks.OfStep(step);
        var started = await record.StartStepAsync(step, sampler.Path, chosen.Count, _given.Token);
        var rolledOut = await rollouts.RunAsync(
            started, chosen, settings.GroupSize, SeedUse.Training, sampler, policyStep, _given.Token);
        return new TakenStep(started, rolledOut, sampler);
    }
}
