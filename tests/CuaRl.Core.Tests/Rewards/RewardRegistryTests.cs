using System.Text.Json;
using CuaRl.Core.Rewards;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Rewards;

public sealed class RewardRegistryTests
{
    private const double Tolerance = 1e-12;
    private const string Oracle = "grpo/cua_rl_rewards.json";

    private static readonly string[] Functions = ["comprehensive", "simple", "completion", "efficiency", "shaped"];

    public static TheoryData<string> Cases => new(RewardRows.All.Select(row => row.Case));

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Flag", "reward_function")]
    public void Compute_OfEveryFunction_RewardsAsTheOriginal(string name)
    {
        var (_, rollout, expected) = RewardRows.All.Single(row => row.Case == name);

        AssertRewards(expected, rollout);
    }

    [OracleFact(Oracle)]
    public void Compute_OfEveryRolloutOfTheOracle_RewardsAsTheOriginal()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var cases = oracle.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.Equal(20, cases.Length);

        Assert.All(cases, one => AssertRewards(
            [.. Functions.Select(name => one.GetProperty(name).GetDouble())], Read(one.GetProperty("result"))));
    }

    [Fact]
    public void Find_Default_IsSimpleByItsOtherName()
    {
        var function = RewardRegistry.BuiltIn.Find(RewardRegistry.Default);

        Assert.Equal("binary", function.Name);
        Assert.Equal(1, function.Compute(new RewardInputs { TaskSuccess = true }));
        Assert.Equal(0, function.Compute(new RewardInputs { TaskCompleted = true }));
    }

    [Fact]
    public void Find_UnknownName_NamesThoseThereAre()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => RewardRegistry.BuiltIn.Find("dense"));

        Assert.Equal(
            "no reward function 'dense'; there are binary, completion, comprehensive, efficiency, shaped, simple", error.Message);
        Assert.Equal(error.Message, RewardRegistry.BuiltIn.Problem("dense"));
        Assert.Null(RewardRegistry.BuiltIn.Problem("shaped"));
    }

    [Fact]
    public void With_AFunctionOfTheUser_IsFoundByItsName()
    {
        var registry = RewardRegistry.BuiltIn.With(new RewardFunction("turns", 3, (in RewardInputs rollout) => -rollout.NumTurns));

        var function = registry.Find("turns");

        Assert.Equal(3, function.Version);
        Assert.Equal(-7, function.Compute(new RewardInputs { NumTurns = 7 }));
        Assert.NotNull(RewardRegistry.BuiltIn.Problem("turns"));
    }

    private static void AssertRewards(double[] expected, RewardInputs rollout) =>
        Assert.All(Functions.Zip(expected), pair => Assert.InRange(
            Math.Abs(RewardRegistry.BuiltIn.Find(pair.First).Compute(rollout) - pair.Second), 0, Tolerance));

    private static RewardInputs Read(JsonElement result) => new()
    {
        TaskCompleted = result.GetProperty("task_completed").GetBoolean(),
        TaskSuccess = result.GetProperty("task_success").GetBoolean(),
        ValidationPassed = result.GetProperty("validation_details").ValueKind == JsonValueKind.Null
            ? null
            : result.GetProperty("validation_passed").GetBoolean(),
        NumTurns = result.GetProperty("num_turns").GetInt32(),
        MaxTurns = result.GetProperty("max_turns").GetInt32(),
        RanOutOfTurns = result.GetProperty("ran_out_of_turns").GetBoolean(),
        NumTotalActions = result.GetProperty("num_total_actions").GetInt32(),
        ConsecutiveRepeatedActions = result.GetProperty("consecutive_repeated_actions").GetInt32(),
        ParseErrors = result.GetProperty("parse_errors").GetInt32(),
        ToolNameErrors = result.GetProperty("tool_name_errors").GetInt32(),
        ToolArgErrors = result.GetProperty("tool_arg_errors").GetInt32(),
        RuntimeErrors = result.GetProperty("runtime_errors").GetInt32(),
        TurnFirstSuccess = result.GetProperty("turn_first_success").GetInt32(),
        ErrorCount = result.GetProperty("errors").GetArrayLength(),
    };
}
