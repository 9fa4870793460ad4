using System.Text;
using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Environments;

public sealed class CartPoleTests
{
    private const double Tolerance = 1e-12;
    private const string Oracle = "gym/cartpole.json";

    [Fact]
    public void Step_FromAGivenState_MovesAsGymnasium()
    {
        foreach (var (state, action, next, terminated) in CartPoleSteps.All)
        {
            var environment = At(state);
            var step = environment.Step(action);

            AssertClose(next, environment.State.ToArray());
            Assert.Equal(new EnvironmentStep(1, terminated, false), step);
        }
    }

    [OracleFact(Oracle)]
    public void Step_FromEveryStateOfTheOracle_MovesAsGymnasium()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var trajectories = oracle.RootElement.GetProperty("trajectories").EnumerateArray().ToArray();
        Assert.NotEmpty(trajectories);
        foreach (var expected in trajectories.SelectMany(trajectory => trajectory.GetProperty("steps").EnumerateArray()))
        {
            var environment = At(Numbers(expected.GetProperty("state")), expected.GetProperty("i").GetInt32());
            var step = environment.Step(expected.GetProperty("action").GetInt32());

            AssertClose(Numbers(expected.GetProperty("next_state")), environment.State.ToArray());
            using var seen = JsonDocument.Parse(environment.Encode());
            AssertClose(Numbers(expected.GetProperty("obs32")), Numbers(seen.RootElement), tolerance: 1e-6);
            Assert.Equal(expected.GetProperty("reward").GetDouble(), step.Reward);
            Assert.Equal(expected.GetProperty("terminated").GetBoolean(), step.Terminated);
            Assert.Equal(expected.GetProperty("truncated").GetBoolean(), step.Truncated);
        }
    }

    [OracleFact(Oracle)]
    public void Limits_OfTheOracle_AreOurs()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var parameters = oracle.RootElement.GetProperty("params");

        Assert.Equal(CartPole.AngleLimit, parameters.GetProperty("theta_threshold_radians").GetDouble());
        Assert.Equal(CartPole.TrackLimit, parameters.GetProperty("x_threshold").GetDouble());
        Assert.Equal(parameters.GetProperty("max_episode_steps").GetInt32(), new CartPole().Spec.MaxSteps);
    }

    [Theory]
    [InlineData(2.4, false)]
    [InlineData(2.4000000000000004, true)]
    [InlineData(-2.4, false)]
    [InlineData(-2.4000000000000004, true)]
    public void Step_NewStateAtTheLimit_TerminatesOnlyBeyondIt(double x, bool terminated) =>
        Assert.Equal(terminated, At([x, 0, 0, 0]).Step(1).Terminated);

    [Fact]
    public void Step_AfterTheEnd_RewardsNothingWhileBeyondTheLimits()
    {
        var environment = At([2.5, 1, 0, 0]);

        Assert.Equal(new EnvironmentStep(1, true, false), environment.Step(1));
        Assert.Equal(new EnvironmentStep(0, true, false), environment.Step(1));
        Assert.Equal(new EnvironmentStep(0, true, false), environment.Step(1));
    }

    [Fact]
    public void Step_BackWithinTheLimitsAfterTheEnd_RewardsAgain()
    {
        var environment = At([2.41, -1, 0, 0]);
        environment.Restore("""{"state":[2.41,-1,0,0],"terminated":true}"""u8);

        Assert.Equal(new EnvironmentStep(1, false, false), environment.Step(0));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Step_TheFiveHundredth_IsTruncatedWhetherTerminatedOrNot(double theta, bool terminated)
    {
        var environment = At([0, 0, theta, 0], elapsedSteps: 498);

        Assert.False(environment.Step(0).Truncated);
        Assert.Equal((terminated, true), environment.Step(1) is var step ? (step.Terminated, step.Truncated) : default);
        Assert.True(environment.Step(0).Truncated);
    }

    [Fact]
    public void Reset_SameSeed_BeginsTheSameEpisodeNearTheMiddle()
    {
        var (one, other) = (new CartPole(), new CartPole());
        one.Reset(7);
        other.Reset(7);

        Assert.Equal(one.State, other.State);
        Assert.All(one.State.ToArray(), number => Assert.InRange(number, -0.05, 0.05));
        other.Reset(8);
        Assert.NotEqual(one.State, other.State);
    }

    [Fact]
    public void Restore_OfASnapshot_GoesOnToTheLastBit()
    {
        var environment = new CartPole();
        environment.Step(1);
        var copy = new CartPole();
        copy.Restore(environment.Snapshot());

        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(environment.Step(i % 2), copy.Step(i % 2));
            Assert.Equal(environment.Snapshot(), copy.Snapshot());
        }
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("{}", "state: is missing")]
    [InlineData("{\"state\":[1,2,3]}", "four numbers")]
    [InlineData("{\"state\":[1,2,3,1e400]}", "four numbers")]
    [InlineData("{\"state\":[1,2,3,4],\"elapsed_steps\":-1}", "elapsed_steps")]
    [InlineData("{\"state\":[1,2,3,4],\"terminated\":1}", "terminated")]
    [InlineData("{\"state\":[1,2,3,4],\"generator\":\"xyz\"}", "generator")]
    public void Restore_OfSomethingElse_SaysWhatIsWrongAndChangesNothing(string snapshot, string reason)
    {
        var environment = new CartPole();
        var before = environment.Snapshot();

        var error = Assert.Throws<FormatException>(() => environment.Restore(Encoding.UTF8.GetBytes(snapshot)));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, environment.Snapshot());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Step_UnknownAction_IsRefused(int action) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CartPole().Step(action));

    private static CartPole At(double[] state, int elapsedSteps = 0)
    {
        var environment = new CartPole();
        environment.Restore(JsonSerializer.SerializeToUtf8Bytes(new { state, elapsed_steps = elapsedSteps }));
        return environment;
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertClose(double[] expected, double[] actual, double tolerance = Tolerance) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, tolerance));
}
