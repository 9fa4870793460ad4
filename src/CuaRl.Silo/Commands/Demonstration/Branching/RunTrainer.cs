using System.Globalization;
using CuaRl.Core.Agents;
using CuaRl.Core.Environments;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>
/// Trains one run from its last stored state on. Which states go into an append, and the append's operation id, follow from
/// the steps alone: stopped at any instant and started again, it sends the same again or goes on after it.
/// </summary>
internal sealed class RunTrainer(IGrainFactory grains, StoryPlan plan, Action<string, long> progress)
{
    /// <summary>The states of one append.</summary>
    private const int BatchLength = 25;

    /// <summary>Trains until the run stands at the given step.</summary>
    /// <returns>The run as it then stands.</returns>
    public async Task<RunInfo> TrainAsync(RunInfo info, long until, CancellationToken cancellationToken)
    {
        var run = grains.GetRun(info.Id);
        var name = info.Definition.Name;
        progress(name, info.Head);
        if (info.Head >= until || info.Status != RunStatus.Active)
        {
            return info;
        }

        var (training, pending) = await TakeUpAsync(info, cancellationToken);
        for (var head = info.Head; head < until;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var last = Math.Min(until, (Math.Max(head, 0) / BatchLength + 1) * BatchLength);
            var states = new List<StateContent>(BatchLength + 1);
            for (var step = head + 1; step <= last; step++)
            {
                states.Add((pending ?? training.Next()).ToContent());
                pending = null;
            }

            await run.Append(new AppendRequest
            {
                States = [.. states],
                ExpectedHead = head,
                OperationId = string.Create(CultureInfo.InvariantCulture, $"train-{head + 1}"),
            });
            progress(name, head = last);
        }

        return await run.Describe();
    }

    /// <summary>The training behind a run's last state, and the state still to be stored: the root of a run without any.</summary>
    private async Task<(Training Training, TrainedState? Pending)> TakeUpAsync(RunInfo info, CancellationToken cancellationToken)
    {
        var settings = LinearQSettings.Parse((await grains.GetStateTree(plan.SimulationId).EffectiveConfig(info.Id)).Utf8.Span);
        var environment = EnvironmentRegistry.BuiltIn.Create(plan.Definition.EnvironmentName);
        if (info.Head < 0)
        {
            var beginning = new Training(environment, settings, plan.Seed);
            return (beginning, beginning.Current);
        }

        var page = await grains.GetRun(info.Id).GetStates(new StateQuery { From = info.Head, Limit = 1 }, cancellationToken);
        var state = page.Items[0].Content.ToTrained();
        return info.TotalSteps == 0 && info.Definition.ParentRunId is not null
            ? (Training.Branch(environment, settings, plan.Seed, state), null)
            : (Training.Resume(environment, settings, plan.Seed, state), null);
    }
}
