using System.Collections.Immutable;
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
    /// <summary>Rolls out one group for each task, all at once; how many rollouts run at a time is limited elsewhere.</summary>
    /// <returns>The groups, each rollout that counts with its turns, whoever played it.</returns>
    public async Task<RolledOut> RunAsync(
        StartedBatch started, IReadOnlyList<TaskDefinition> tasks, int size, SeedUse use, IPolicySampler sampler,
        int policyStep, CancellationToken cancellationToken)
    {
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var groups = await Task.WhenAll(
            tasks.Select((task, i) => RunAsync(PlanOf(started, i, task, size, use, policyStep), sampler, whole)).ToArray());
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = await RecalledAsync(groups[i], sampler, cancellationToken);
        }

        return new RolledOut(groups);
    }

    /// <summary>
    /// What a step is trained on. Rollouts of this step are at hand; of a step that is taken again their records tell what they saw.
    /// </summary>
    public async Task<StepMaterial> MaterialAsync(
        StepBatch batch, RolledOut rolledOut, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var played = rolledOut.Groups.SelectMany(group => group.Rollouts)
            .Where(rollout => !rollout.Turns.IsDefault)
            .ToDictionary(rollout => (rollout.Info.Id, rollout.Info.Attempts[^1].Attempt), rollout => rollout.Turns);
        var trajectories = new List<Trajectory>();
        foreach (var group in batch.Kept)
        {
            foreach (var member in group.Members)
            {
                if (member.Advantage is not null)
                {
                    var turns = played.TryGetValue((member.RolloutId, member.Attempt), out var known)
                        ? known
                        : await RecallAsync(member.RolloutId, member.Attempt, member.BranchTurn ?? 0, sampler, cancellationToken);
                    trajectories.Add(new Trajectory(group.Group, member.Member, (TrajectoryTurn[])
                    [
                        .. turns.Select((turn, i) => new TrajectoryTurn
                        {
                            Observation = turn.Observation,
                            Action = turn.Tokens.AsMemory(),
                            LogProbabilities = turn.LogProbabilities.AsMemory(),
                            Advantage = member.AdvantageOf((member.BranchTurn ?? 0) + i + 1),
                        }),
                    ]));
                }
            }
        }

        return new StepMaterial(trajectories, sampler.Pictures);
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

    private GroupPlan PlanOf(StartedBatch started, int number, TaskDefinition task, int size, SeedUse use, int policyStep) => new()
    {
        Batch = started.Batch,
        IsTakenUp = started.IsTakenUp,
        Number = number,
        Task = task,
        Size = size,
        Siblings = use == SeedUse.Training ? settings.BranchRollouts : 0,
        Use = use,
        PolicyStep = policyStep,
        Admission = new GroupAdmission { Strategy = settings.Strategy, GroupSize = size, MaxRetries = settings.MaxRetries },
    };

    /// <summary>The group with the turns that an earlier driver played.</summary>
    private async Task<DrivenGroup> RecalledAsync(
        DrivenGroup group, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var rollouts = group.Rollouts.ToBuilder();
        for (var i = 0; i < rollouts.Count; i++)
        {
            if (rollouts[i] is { Turns.IsDefault: true, Result.IsCounted: true, Info: var info })
            {
                rollouts[i] = new DrivenRollout(info, await RecallAsync(
                    info.Id, info.Attempts[^1].Attempt, rollouts[i].Branch?.Turn ?? 0, sampler, cancellationToken));
            }
        }

        return group with { Rollouts = rollouts.ToImmutable() };
    }

    /// <summary>Of turns that a rollout has in common with another one, that one tells.</summary>
    private async Task<ImmutableArray<DrivenTurn>> RecallAsync(
        string rolloutId, int attempt, int inCommon, IPolicySampler sampler, CancellationToken cancellationToken)
    {
        var turns = await RecordedTurns.ReadAsync(services, rolloutId, attempt, cancellationToken);
        if (turns.Count == 0)
        {
            return [];
        }

        var observations = await services.Patience.RepeatAsync(
            () => sampler.RecallAsync(TaskInput.Read(turns[0]), turns, cancellationToken), cancellationToken);
        return
        [
            .. turns.Select((turn, i) => new DrivenTurn(
                observations[i], turn.Content.TokenIds, turn.Content.LogProbabilities, turn.ScreenshotBefore ?? turn.State.ToString())).Skip(inCommon),
        ];
    }
}
