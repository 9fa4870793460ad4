using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop.Groups;
using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>Rolls out the groups of a step or an evaluation, and gathers what is trained on.</summary>
internal sealed class StepRollouts(LoopConfiguration settings, GroupDriver driver, RolloutServices services)
{
    private const int TurnsOfAPage = 200;

    /// <summary>Rolls out one group for each task, all at once; how many rollouts run at a time is limited elsewhere.</summary>
    public async Task<IReadOnlyList<DrivenGroup>> RunAsync(
        BatchInfo batch, IReadOnlyList<TaskDefinition> tasks, int size, SeedUse use, IPolicySampler sampler,
        CancellationToken cancellationToken)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = tasks.Select((task, i) => RunAsync(PlanOf(batch, i, task, size, use), sampler, whole)).ToArray();
        return await Task.WhenAll(running);
    }

    /// <summary>
    /// What a step is trained on. Rollouts that this driver played are at hand; of others their records tell what they saw.
    /// </summary>
    public async Task<StepMaterial> MaterialAsync(
        StepBatch batch, IReadOnlyList<DrivenGroup> groups, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var played = groups.SelectMany(group => group.Rollouts)
            .Where(rollout => !rollout.Turns.IsDefault)
            .ToDictionary(rollout => (rollout.Info.Id, rollout.Info.Attempts[^1].Attempt), rollout => rollout.Turns);
        var pictures = new PictureTable();
        var trajectories = new List<Trajectory>();
        foreach (var group in batch.Kept)
        {
            foreach (var member in group.Members)
            {
                if (member.Advantage is { } advantage)
                {
                    var turns = played.TryGetValue((member.RolloutId, member.Attempt), out var known)
                        ? known
                        : await RecallAsync(group.TaskId, member, sampler, pictures, cancellationToken);
                    trajectories.Add(new Trajectory(group.Group, member.Member, (TrajectoryTurn[])
                    [
                        .. turns.Select(turn => new TrajectoryTurn
                        {
                            Observation = turn.Observation,
                            Action = turn.Tokens.AsMemory(),
                            LogProbabilities = turn.LogProbabilities.AsMemory(),
                            Advantage = advantage,
                        }),
                    ]));
                }
            }
        }

        return new StepMaterial(trajectories, pictures);
    }

    private async Task<DrivenGroup> RunAsync(GroupPlan plan, IPolicySampler sampler, CancellationTokenSource whole)
    {
        try
        {
            return await driver.RunAsync(plan, sampler, whole.Token);
        }
        catch
        {
            // The step fails with it: the others need not go on.
            await whole.CancelAsync();
            throw;
        }
    }

    private GroupPlan PlanOf(BatchInfo batch, int number, TaskDefinition task, int size, SeedUse use) => new()
    {
        Batch = batch,
        Number = number,
        Task = task,
        Size = size,
        Use = use,
        Admission = new GroupAdmission { Strategy = settings.Strategy, GroupSize = size, MaxRetries = settings.MaxRetries },
    };

    private async Task<System.Collections.Immutable.ImmutableArray<DrivenTurn>> RecallAsync(
        string taskId, StepMember member, IPolicySampler sampler, PictureTable pictures, CancellationToken cancellationToken)
    {
        var rollout = services.Grains.GetRollout(member.RolloutId);
        var turns = new List<StoredTurn>();
        for (int? from = 1; from is { } next;)
        {
            var page = await services.Patience.RepeatAsync(
                () => rollout.GetTurns(
                    new TurnQuery { Attempt = member.Attempt, From = next, Limit = TurnsOfAPage }, cancellationToken),
                cancellationToken);
            turns.AddRange(page.Items);
            from = page.Next;
        }

        var task = await services.Patience.RepeatAsync(
            () => services.Grains.GetTaskCatalog().Get(taskId, cancellationToken), cancellationToken);
        var observations = await sampler.RecallAsync(task.Definition.Description, turns, pictures, cancellationToken);
        return
        [
            .. turns.Select((turn, i) => new DrivenTurn(
                observations[i], turn.Content.TokenIds, turn.Content.LogProbabilities)),
        ];
    }
}
