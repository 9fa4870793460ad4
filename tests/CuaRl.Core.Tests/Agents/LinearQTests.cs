using System.Text;
using CuaRl.Core.Agents;
using CuaRl.Core.Environments;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Agents;

public sealed class LinearQTests
{
    [Fact]
    public void Learn_OneStep_MovesTheWeightsOfTheActionTaken()
    {
        // Worked out by hand: worth of the step 0.5*2 = 1, of the next state max(0.5, -0.25) = 0.5, so the surprise is 1 + 0.9*0.5 - 1.
        var agent = Read("""{"weights":[0.5,-0.25],"epsilon":1,"generator":"0000000000000000"}""", new() { LearningRate = 0.1, Discount = 0.9 });

        agent.Learn([2], action: 0, reward: 1, next: [1], hasTerminated: false);

        Assert.Equal("""{"weights":[0.59,-0.25],"epsilon":0.995,"generator":"0000000000000000"}""", Write(agent));
    }

    [Fact]
    public void Learn_LastStep_LooksNoFurther()
    {
        var agent = Read("""{"weights":[0.5,-0.25],"epsilon":1,"generator":"0000000000000000"}""", new() { LearningRate = 0.1 });

        agent.Learn([2], action: 1, reward: 1, next: [100], hasTerminated: true);

        Assert.StartsWith("""{"weights":[0.5,0.05""", Write(agent), StringComparison.Ordinal);
    }

    [Fact]
    public void Epsilon_AfterManyLessons_StopsAtItsLeast()
    {
        var agent = new LinearQAgent(4, 2, new(), new SeededGenerator(1));
        for (var i = 0; i < 2000; i++)
        {
            agent.Learn([0, 0, 0, 0], 0, 0, [0, 0, 0, 0], false);
        }

        Assert.Equal(0.01, agent.Epsilon);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1.0, 500)]
    public void Act_WithEpsilon_ExploresThatOften(double epsilon, int others)
    {
        var agent = Read(
            """{"weights":[0,1],"epsilon":1,"generator":"0000000000000009"}""", new() { Epsilon = epsilon });

        var notBest = Enumerable.Range(0, 1000).Count(_ => agent.Act([1]) != 1);

        Assert.InRange(notBest, others * 0.9, others * 1.1);
    }

    [Fact]
    public void Act_LeanPolicy_PushesTheWayThePoleFalls()
    {
        var agent = new LinearQAgent(4, 2, new() { Policy = "lean" }, new SeededGenerator(1));

        Assert.Equal(1, agent.Act([0, 0, 0.1, 0]));
        Assert.Equal(0, agent.Act([0, 0, 0.1, -0.2]));
    }

    [Fact]
    public void Parse_OfAConfiguration_TakesWhatItKnows()
    {
        var settings = LinearQSettings.Parse(
            """{"learning_rate":0.01,"epsilon_decay":0.9,"epsilon":0.3,"policy":"lean","forced_actions":[1,0],"other":[]}"""u8);

        Assert.Equal((0.01, 0.9, 0.3, "lean", 0.99), (settings.LearningRate, settings.EpsilonDecay, settings.Epsilon, settings.Policy, settings.Discount));
        Assert.Equal([1, 0], settings.ForcedActions.ToArray());
    }

    [Theory]
    [InlineData("learning_rate", "-1")]
    [InlineData("learning_rate", "\"0.1\"")]
    [InlineData("gamma", "2")]
    [InlineData("policy", "\"best\"")]
    [InlineData("forced_actions", "1")]
    [InlineData("forced_actions", "[0.5]")]
    public void Parse_WrongMember_IsNamed(string member, string value)
    {
        var error = Assert.Throws<FormatException>(
            () => LinearQSettings.Parse(Encoding.UTF8.GetBytes($$"""{"{{member}}":{{value}}}""")));

        Assert.StartsWith(member, error.Message, StringComparison.Ordinal);
    }

    private static LinearQAgent Read(string json, LinearQSettings settings)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return LinearQAgent.Read(document.RootElement, actions: 2, settings);
    }

    private static string Write(LinearQAgent agent) => Encoding.UTF8.GetString(EnvironmentJson.Write(agent.Write));
}
