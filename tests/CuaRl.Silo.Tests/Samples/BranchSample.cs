namespace CuaRl.Silo.Tests.Samples;

/// <summary>How a .NET client makes a run and branches off it; the README shows the body.</summary>
internal static class BranchSample
{
    public static async Task<RunComparison> RunAsync(IGrainFactory grains)
    {
        await grains.GetSimulation("cartpole-1").Create(new SimulationDefinition
        {
            Name = "CartPole",
            EnvironmentName = "CartPole-v1",
            AgentType = "DQN",
            AgentConfig = JsonText.Parse("""{"learning_rate": 0.001}"""),
        });
        var tree = grains.GetStateTree("cartpole-1");
        var main = await tree.CreateRun(new RunRequest { Name = "main" });
        await grains.GetRun(main.Id).Append(
            new StateContent { Observation = JsonText.Parse("[0.01, 0.02, 0.03, 0.04]") },
            new StateContent { Observation = JsonText.Parse("[0.01, 0.21, 0.03, -0.24]"), Action = JsonText.Parse("1"), Reward = 1 });

        var branch = await grains.GetRun(main.Id).BranchFrom(step: 1, "high-lr", JsonText.Parse("""{"learning_rate": 0.01}"""));
        await grains.GetRun(branch.Id).Append(
            new StateContent { Observation = JsonText.Parse("[0.02, 0.41, 0.02, -0.52]"), Action = JsonText.Parse("1"), Reward = 1 });

        return await tree.Compare(main.Id, branch.Id); // shared: 2 states, divergence point: step 1
    }
}
