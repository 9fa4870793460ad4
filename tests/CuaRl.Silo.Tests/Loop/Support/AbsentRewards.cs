using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Reward functions whose endpoint does not answer as often as a test says.</summary>
internal sealed class AbsentRewards(IRewardFunctions functions) : IRewardFunctions
{
    private int _absences;

    public IReadOnlyCollection<string> Names => functions.Names;

    public string? Problem(string name) => functions.Problem(name);

    /// <summary>The next computations find nobody.</summary>
    public void BeAbsent(int times) => Volatile.Write(ref _absences, times);

    public Task<RewardInfo> ComputeAsync(string name, RewardInputs rollout, CancellationToken cancellationToken) =>
        Interlocked.Decrement(ref _absences) >= 0
            ? throw new RewardFailedException(name, "its endpoint answered 503", isTransient: true)
            : functions.ComputeAsync(name, rollout, cancellationToken);
}
