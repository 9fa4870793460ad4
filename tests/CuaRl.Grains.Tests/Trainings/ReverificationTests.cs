using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class ReverificationTests
{
    [Fact]
    public async Task Compute_ManyRollouts_KeepsTheirOrderAndAsksForFewAtATime()
    {
        RolloutFacts[] rollouts = [.. Enumerable.Range(0, 6 * Reverification.AtOnce).Select(i => Facts(turns: i))];
        var functions = new GatheringFunctions(Reverification.AtOnce, rollout => rollout.NumTurns);

        var (rewards, version) = await Reverification.ComputeAsync(rollouts.ToAsyncEnumerable(), functions, "turns");

        Assert.Equal(rollouts.Select(rollout => (rollout.Id, (double)rollout.Turns)), rewards);
        Assert.Equal(7, version);
        Assert.Equal(Reverification.AtOnce, functions.MostAtOnce);
    }

    [Fact]
    public async Task Compute_NotJudgedOrNotCompleted_IsLeftOut()
    {
        RolloutFacts[] rollouts =
        [
            Facts(turns: 1) with { ValidationPassed = null, IsMasked = true },
            Facts(turns: 2) with { Status = RolloutStatus.Failed },
            Facts(turns: 3) with { Status = RolloutStatus.Running },
            Facts(turns: 4) with { ValidationPassed = false },
        ];

        var (rewards, _) = await Reverification.ComputeAsync(
            rollouts.ToAsyncEnumerable(), new GatheringFunctions(1, rollout => rollout.ValidationPassed == true ? 1 : 0), "simple");

        Assert.Equal([(rollouts[3].Id, 0.0)], rewards);
    }

    [Fact]
    public async Task Compute_FunctionFails_EndsWithItsError()
    {
        RolloutFacts[] rollouts = [.. Enumerable.Range(0, 40).Select(i => Facts(turns: i))];
        var functions = new GatheringFunctions(1, rollout =>
            rollout.NumTurns == 20 ? throw new RewardFailedException("turns", "no", isTransient: true) : 0);

        await Assert.ThrowsAsync<RewardFailedException>(
            () => Reverification.ComputeAsync(rollouts.ToAsyncEnumerable(), functions, "turns"));
    }

    private static RolloutFacts Facts(int turns) => new()
    {
        Id = Guid.CreateVersion7(),
        GroupId = Guid.Empty,
        Status = RolloutStatus.Completed,
        IsMasked = false,
        ValidationPassed = true,
        Turns = turns,
        MaxTurns = 200,
    };

    /// <summary>A function that answers as many calls together as it is told to wait for.</summary>
    private sealed class GatheringFunctions(int together, Func<RewardInputs, double> compute) : IRewardFunctions
    {
        private readonly Lock _gate = new();
        private TaskCompletionSource _gathered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;
        private int _open;

        public int MostAtOnce { get; private set; }

        public IReadOnlyCollection<string> Names => ["turns"];

        public string? Problem(string name) => null;

        public async Task<RewardInfo> ComputeAsync(string name, RewardInputs rollout, CancellationToken cancellationToken)
        {
            await Enter();
            lock (_gate)
            {
                _open--;
            }

            return new RewardInfo { Value = compute(rollout), Function = name, Version = 7 };
        }

        private Task Enter()
        {
            lock (_gate)
            {
                MostAtOnce = Math.Max(MostAtOnce, ++_open);
                var gathered = _gathered.Task;
                if (++_waiting == together)
                {
                    _gathered.SetResult();
                    (_gathered, _waiting) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
                }

                return gathered;
            }
        }
    }
}
