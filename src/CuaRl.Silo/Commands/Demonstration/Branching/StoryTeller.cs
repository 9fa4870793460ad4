using System.Globalization;
using CuaRl.Core.Agents;
using CuaRl.Core.Environments;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>
/// Tells a story through grain interfaces alone. Each command carries an identity, so that what was done before is found,
/// not done again, however often and wherever it was stopped.
/// </summary>
internal sealed class StoryTeller(IGrainFactory grains, StoryPlan plan, Action<string, long> progress)
{
    private readonly RunTrainer _trainer = new(grains, plan, progress);

    /// <summary>Tells it to its end.</summary>
    /// <returns>The main run, then the branches.</returns>
    public async Task<IReadOnlyList<RunInfo>> TellAsync(CancellationToken cancellationToken)
    {
        await grains.GetSimulation(plan.SimulationId).Create(plan.Definition);
        var tree = grains.GetStateTree(plan.SimulationId);
        var main = await tree.CreateRun(new RunRequest
        {
            Name = Story.Main,
            Description = "the run that the branches leave",
            OperationId = Story.Main,
        });
        main = await _trainer.TrainAsync(main, plan.BranchAt, cancellationToken);
        var branches = await BranchAsync(main);
        main = await grains.GetRun(main.Id).Describe();
        return await Task.WhenAll(new[] { main }.Concat(branches).Select(run => FinishAsync(run, cancellationToken)));
    }

    /// <summary>The main run stands still while the branches leave it.</summary>
    private async Task<IReadOnlyList<RunInfo>> BranchAsync(RunInfo main)
    {
        var run = grains.GetRun(main.Id);
        var isStill = main.Head == plan.BranchAt && main.Status is RunStatus.Active or RunStatus.Paused;
        if (isStill)
        {
            await run.Pause();
        }

        var branches = new List<RunInfo>();
        foreach (var branch in plan.Story.Branches)
        {
            var info = await run.BranchFrom(new BranchRequest
            {
                Step = plan.BranchAt,
                Name = branch.Name,
                ConfigOverrides = JsonText.Parse(branch.Overrides),
                OperationId = branch.Name,
            });
            branches.Add(await grains.GetRun(info.Id).Describe());
        }

        if (isStill)
        {
            await run.Resume();
        }

        return branches;
    }

    private async Task<RunInfo> FinishAsync(RunInfo info, CancellationToken cancellationToken)
    {
        info = await _trainer.TrainAsync(info, plan.Steps, cancellationToken);
        var run = grains.GetRun(info.Id);
        var last = await run.GetStates(new StateQuery { From = plan.Steps, Limit = 1 }, cancellationToken);
        var total = TotalReward(last.Items[0]);
        return await run.Complete(JsonText.Parse(total.ToString("R", CultureInfo.InvariantCulture)), plan.Steps);
    }

    private double TotalReward(StoredState last) => Training.Resume(
        EnvironmentRegistry.BuiltIn.Create(plan.Definition.EnvironmentName), new LinearQSettings(), plan.Seed, last.Content.ToTrained()).TotalReward;
}
