using System.Text;
using System.Text.Json;
using CuaRl.Grains.Simulations;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Tests.Simulations;

/// <summary>Payloads as they were and are stored. A golden file is never edited: a new shape is a new file.</summary>
public sealed class SimulationStateTests
{
    private static readonly DateTimeOffset Created = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static readonly SimulationDefinition Full = new()
    {
        Name = "CartPole \"é\"\u2028 <b>",
        Description = "two\nlines",
        EnvironmentName = "CartPole-v1",
        EnvironmentConfig = JsonText.Parse("""{"gravity" : 9.80}"""),
        AgentType = "DQN",
        AgentConfig = JsonText.Parse("""{"lr":1e-3,"note":"\u0000"}"""),
        MaxSteps = JsonText.Parse("500"),
        Seed = JsonText.Parse("[1,2]"),
        Tags = JsonText.Parse("""["a"]"""),
    };

    private static readonly SimulationDefinition Least = new()
    {
        Name = "n",
        EnvironmentName = "e",
        AgentType = "a",
        AgentConfig = JsonText.EmptyObject,
    };

    [Fact]
    public void Write_EveryField_IsTheGoldenPayloadByteForByte() =>
        Assert.Equal(Golden("v1-full"), Write(SimulationState.From("sim-1", Full, Created)));

    [Fact]
    public void Write_OnlyRequiredFields_LeavesNullsOut() =>
        Assert.Equal(Golden("v1-least"), Write(SimulationState.From("sim-2", Least, Created)));

    [Theory]
    [InlineData("v1-full")]
    [InlineData("v1-least")]
    [InlineData("v1-unknown-members")]
    public void Read_GoldenPayload_WritesItBackByteForByte(string name) =>
        Assert.Equal(Golden(name), Write(Read(Golden(name))));

    [Fact]
    public void Read_EveryField_GivesTheDefinitionBack()
    {
        var info = Read(Golden("v1-full")).Info;

        Assert.Equal("sim-1", info.Id);
        Assert.Equal(Full, info.Definition);
        Assert.Equal(Created, info.CreatedAt);
    }

    [Fact]
    public void Read_ValuesWithWhiteSpaceAroundOrNull_AreTheOnesGiven()
    {
        var given = Least with { AgentConfig = JsonText.Parse(" {}\n"), Seed = JsonText.Parse("null"), Tags = JsonText.Parse(" 5 ") };

        var stored = JsonSerializer.Deserialize<SimulationState>(Write(SimulationState.From("sim-3", given, Created)), GrainStateJson.Options)!;

        Assert.Equal(given, stored.Definition);
    }

    [Fact]
    public void Read_MissingMembers_TakeTheirDefaults()
    {
        var info = Read("{}").Info;

        Assert.Equal("", info.Definition.Name);
        Assert.Equal(JsonText.EmptyObject, info.Definition.EnvironmentConfig);
        Assert.Equal(JsonText.EmptyObject, info.Definition.AgentConfig);
        Assert.Null(info.Definition.Seed);
    }

    [Fact]
    public void Read_DeepestConfigurationAccepted_ComesBack()
    {
        var depth = JsonText.MaxDepth - 1;
        var deep = JsonText.Parse("{\"d\":" + new string('[', depth) + new string(']', depth) + "}");

        var read = Read(Write(SimulationState.From("sim-3", Least with { AgentConfig = deep }, Created)));

        Assert.Equal(deep, read.AgentConfig);
    }

    private static string Write(SimulationState state) => JsonSerializer.Serialize(state, GrainStateJson.Options);

    private static SimulationState Read(string payload) =>
        JsonSerializer.Deserialize<SimulationState>(payload, GrainStateJson.Options)!;

    private static string Golden(string name) => File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Simulations", "golden", $"simulation-{name}.json"), Encoding.UTF8);
}
