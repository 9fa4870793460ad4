using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.Silo.Commands;

namespace CuaRl.Silo.Tests.Commands;

public sealed class EnvCommandTests
{
    [Fact]
    public async Task Rollout_Json_HoldsEveryStepToTheLastBit()
    {
        var (exitCode, output, _) = await RunAsync(
            "env", "rollout", "CartPole-v1", "--from", "[0.03, 0.02, 0.01, -0.04]", "--actions", "0,1,1", "--json");

        Assert.Equal(CommandLine.Ok, exitCode);
        using var rollout = JsonDocument.Parse(output);
        var steps = rollout.RootElement.GetProperty("steps").EnumerateArray().ToArray();
        var environment = new CartPole();
        environment.Restore("""{"state":[0.03,0.02,0.01,-0.04]}"""u8);
        Assert.Equal([0, 1, 1], steps.Select(step => step.GetProperty("action").GetInt32()));
        foreach (var step in steps)
        {
            var expected = environment.Step(step.GetProperty("action").GetInt32());
            Assert.Equal(environment.State.ToArray(), step.GetProperty("state").EnumerateArray().Select(number => number.GetDouble()));
            Assert.Equal(expected.Reward, step.GetProperty("reward").GetDouble());
            Assert.Equal(expected.Terminated, step.GetProperty("terminated").GetBoolean());
            Assert.Equal(expected.Truncated, step.GetProperty("truncated").GetBoolean());
        }
    }

    [Fact]
    public async Task Rollout_Table_ShowsTheBeginningAndEveryStep()
    {
        var (exitCode, output, _) = await RunAsync(
            "env", "rollout", "FrozenLake-v1", "--from", "14", "--actions", "2", "--config", "{\"is_slippery\": false}");

        Assert.Equal(CommandLine.Ok, exitCode);
        Assert.Matches(@"0\s*│ -\s*│ 14", output);
        Assert.Matches(@"1\s*│ 2\s*│ 15\s*│ 1\s*│ yes", output);
    }

    [Fact]
    public async Task Rollout_SameSeed_IsTheSameWalk()
    {
        string[] line = ["env", "rollout", "FrozenLake-v1", "--seed", "7", "--actions", "2,2,1,1,2,1", "--json"];

        Assert.Equal((await RunAsync(line)).Output, (await RunAsync(line)).Output);
    }

    [Theory]
    [InlineData("env rollout CartPole-v2 --actions 0", "no environment 'CartPole-v2'; there are CartPole-v1, FrozenLake-v1")]
    [InlineData("env rollout CartPole-v1 --actions 0,2", "--actions: '2' is no action of CartPole-v1, which has 0 to 1")]
    [InlineData("env rollout CartPole-v1 --actions 0,", "--actions: ''")]
    [InlineData("env rollout CartPole-v1 --actions 0 --from [1,2,3]", "--from: state: must be four numbers")]
    [InlineData("env rollout CartPole-v1 --actions 0 --from [1,", "--from is no JSON")]
    [InlineData("env rollout CartPole-v1 --actions 0 --from [0,0,0,0] --seed 1", "--from and --seed")]
    [InlineData("env rollout FrozenLake-v1 --actions 0 --config {\"map_name\":\"9x9\"}", "--config: map_name: must be 4x4 or 8x8")]
    public async Task Rollout_CannotBeDone_SaysWhyAndEndsWith1(string line, string reason)
    {
        var (exitCode, output, error) = await RunAsync(line.Split(' '));

        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output);
    }

    [Fact]
    public async Task List_Json_NamesTheEnvironments()
    {
        var (_, output, _) = await RunAsync("env", "list", "--json");

        using var list = JsonDocument.Parse(output);
        Assert.Equal(
            ["CartPole-v1", "FrozenLake-v1"], list.RootElement.EnumerateArray().Select(item => item.GetProperty("name").GetString()));
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(line, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
