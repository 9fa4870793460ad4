using CuaRl.Core.Status;
using CuaRl.Grains.Batches;
using CuaRl.Grains.Groups;
using CuaRl.Grains.Rollouts;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Trainings;

/// <summary>The whole tables: what is not named here is refused.</summary>
public sealed class RecordTransitionTests
{
    [Fact]
    public void Transitions_OfATraining_AreThese() => Assert.Equal(
        [
            "Pending: Initializing",
            "Initializing: Running Failed Paused Cancelled",
            "Running: Initializing Completed Failed Paused Cancelled",
            "Completed: Initializing",
            "Failed: Initializing",
            "Paused: Initializing Running Failed Cancelled",
            "Cancelled: Initializing",
        ],
        Table(TrainingTransitions.Machine));

    [Fact]
    public void Transitions_OfAStep_AreThese() => Assert.Equal(
        [
            "Pending: RolloutCollecting RolloutRunning Training Completed Failed Cancelled",
            "RolloutCollecting: RolloutRunning Training Completed Failed Cancelled",
            "RolloutRunning: RolloutCollecting Training Completed Failed Cancelled",
            "Training: Completed Failed Cancelled",
            "Running: ",
            "Completed: ",
            "Failed: Pending",
            "Cancelled: Pending",
        ],
        Table(BatchTransitions.OfSteps));

    [Fact]
    public void Transitions_OfAnEvaluation_AreThese() => Assert.Equal(
        [
            "Pending: Running Completed Failed Cancelled",
            "RolloutCollecting: ",
            "RolloutRunning: ",
            "Training: ",
            "Running: Completed Failed Cancelled",
            "Completed: ",
            "Failed: Pending",
            "Cancelled: Pending",
        ],
        Table(BatchTransitions.OfEvals));

    [Fact]
    public void Transitions_OfAGroup_AreThese() => Assert.Equal(
        [
            "Pending: Running Completed Failed Cancelled",
            "Running: Completed Failed Cancelled",
            "Completed: ",
            "Failed: Running",
            "Cancelled: Running",
        ],
        Table(GroupTransitions.Machine));

    [Fact]
    public void Transitions_OfARollout_AreThese() => Assert.Equal(
        [
            "Pending: EnvCreation AgentInit Running Completed Failed Cancelled",
            "EnvCreation: Pending AgentInit Running Completed Failed Cancelled",
            "AgentInit: Pending Running Completed Failed Cancelled",
            "Running: Pending Completed Failed Cancelled",
            "Completed: ",
            "Failed: Pending",
            "Cancelled: Pending",
        ],
        Table(RolloutTransitions.Machine));

    private static IEnumerable<string> Table<TStatus>(StatusMachine<TStatus> machine)
        where TStatus : struct, Enum
    {
        var all = Enum.GetValues<TStatus>();
        return all.Select(from => $"{from}: {string.Join(' ', all.Where(to => machine.Allows(from, to)))}");
    }
}
