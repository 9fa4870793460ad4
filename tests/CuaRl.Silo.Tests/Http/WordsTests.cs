using CuaRl.Silo.Http;

namespace CuaRl.Silo.Tests.Http;

public sealed class WordsTests
{
    [Fact]
    public void Of_EveryStatus_IsTheStoredName()
    {
        Assert.Equal("pending, initializing, running, completed, failed, paused, cancelled", Words<TrainingStatus>.Known);
        Assert.Equal(
            "pending, rollout_collecting, rollout_running, training, running, completed, failed, cancelled", Words<BatchStatus>.Known);
        Assert.Equal("pending, env_creation, agent_init, running, completed, failed, cancelled", Words<RolloutStatus>.Known);
        Assert.Equal(
            "env_creation, agent_initialization, task_execution, validation, cleanup", Words<RolloutPhase>.Known);
        Assert.Equal("running, completed, failed, infra_failed, cancelled", Words<AttemptStatus>.Known);
    }

    [Theory]
    [InlineData("env_creation", RolloutStatus.EnvCreation)]
    [InlineData("EnvCreation", null)]
    [InlineData("", null)]
    [InlineData("1", null)]
    public void Find_Word_IsItsValue(string word, RolloutStatus? value) => Assert.Equal(value, Words<RolloutStatus>.Find(word));
}
