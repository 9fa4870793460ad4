using System.Text.Json;
using CuaRl.Adapters.Endpoints;
using CuaRl.Adapters.Rewards;
using CuaRl.Core.Rewards;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Rewards;

public sealed class RewardFunctionsTests : IAsyncLifetime
{
    private static readonly RewardInputs Rollout = new()
    {
        TaskCompleted = true, TaskSuccess = true, ValidationPassed = true, NumTurns = 4, MaxTurns = 20, NumTotalActions = 5,
    };

    private readonly StoppedTime _time = new();
    private LocalEndpoint? _endpoint;

    private LocalEndpoint Endpoint => _endpoint!;

    public async Task InitializeAsync() => _endpoint = await LocalEndpoint.StartAsync();

    public async Task DisposeAsync() => await Endpoint.DisposeAsync();

    [Theory]
    [InlineData("simple", 1)]
    [InlineData("binary", 1)]
    [InlineData("comprehensive", 3)]
    public async Task Compute_BuiltIn_IsNamedAndVersioned(string name, double reward)
    {
        var computed = await Functions().ComputeAsync(name, Rollout, default);

        Assert.Equal(new RewardInfo { Value = reward, Function = name, Version = 1 }, computed);
    }

    [Fact]
    public async Task Compute_UsersOwn_IsChosenByItsName()
    {
        var functions = Functions(added: new RewardFunction("turns", 7, (in RewardInputs rollout) => rollout.NumTurns));

        Assert.Equal(
            new RewardInfo { Value = 4, Function = "turns", Version = 7 }, await functions.ComputeAsync("turns", Rollout, default));
        Assert.Contains("turns", functions.Names);
    }

    [Fact]
    public void Create_TwoOfOneName_IsRefusedAtStart()
    {
        var one = new RewardFunction("turns", 7, (in RewardInputs rollout) => rollout.NumTurns);

        Assert.Contains(
            "two reward functions 'turns'",
            Assert.Throws<ConfigurationException>(() => new RewardFunctions([one, one], JudgeEndpoints.None, new EndpointClient(_time))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compute_Unknown_IsRefusedWithTheNamesThereAre()
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Functions().ComputeAsync("best", Rollout, default));

        Assert.Equal("reward_function", error.Field);
        Assert.Contains("there are binary, completion, comprehensive, efficiency, remote, shaped, simple", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compute_UsersOwnThrows_IsAnErrorByItsName()
    {
        var functions = Functions(added: new RewardFunction("bad", 1, (in RewardInputs _) => throw new InvalidOperationException("no")));

        var error = await Assert.ThrowsAsync<RewardFailedException>(() => functions.ComputeAsync("bad", Rollout, default));

        Assert.Equal("The reward function 'bad' gave no reward: it threw InvalidOperationException: no.", error.Message);
        Assert.False(error.IsTransient);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Compute_NoFiniteNumber_IsAnError(double value)
    {
        var functions = Functions(added: new RewardFunction("odd", 1, (in RewardInputs _) => value));

        await Assert.ThrowsAsync<RewardFailedException>(() => functions.ComputeAsync("odd", Rollout, default));
    }

    [Fact]
    public async Task Compute_Endpoint_SendsTheRolloutAndTakesItsReward()
    {
        Endpoint.Answer = """{"reward": 0.25, "because": "so"}""";

        var computed = await Functions().ComputeAsync("remote", Rollout, default);

        Assert.Equal(new RewardInfo { Value = 0.25, Function = "remote", Version = 4 }, computed);
        Assert.Equal("Bearer s3cret", Endpoint.Authorizations.Single());
        var question = JsonSerializer.Deserialize<JsonElement>(Endpoint.Questions.Single());
        Assert.Equal(("remote", 4), (question.GetProperty("function").GetString(), question.GetProperty("version").GetInt32()));
        var rollout = question.GetProperty("rollout");
        Assert.True(rollout.GetProperty("validation_passed").GetBoolean());
        Assert.Equal((4, 20, -1), (
            rollout.GetProperty("num_turns").GetInt32(), rollout.GetProperty("max_turns").GetInt32(),
            rollout.GetProperty("turn_first_success").GetInt32()));
    }

    [Theory]
    [InlineData(500, "{}", "answered 500", true)]
    [InlineData(429, "{}", "answered 429", true)]
    [InlineData(408, "{}", "answered 408", true)]
    [InlineData(404, "{}", "answered 404")]
    [InlineData(302, "{}", "answered 302")]
    [InlineData(200, "s3cret", "answered with no JSON")]
    [InlineData(200, "[1]", "answered with no JSON object")]
    [InlineData(200, """{"reward": "s3cret"}""", "answered without a number 'reward'")]
    [InlineData(200, """{"reward": 1e999}""", "no finite number")]
    public async Task Compute_EndpointFails_IsNamedWithoutSecrets(int status, string answer, string problem, bool mayPass = false)
    {
        (Endpoint.Status, Endpoint.Answer) = (status, answer);

        var error = await Assert.ThrowsAsync<RewardFailedException>(() => Functions().ComputeAsync("remote", Rollout, default));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(mayPass, error.IsTransient);
    }

    [Fact]
    public async Task Compute_EndpointAnswersTooMuch_IsAnError()
    {
        Endpoint.Answer = $$"""{"reward": 1, "text": "{{new string('x', 70_000)}}"}""";

        var error = await Assert.ThrowsAsync<RewardFailedException>(() => Functions().ComputeAsync("remote", Rollout, default));

        Assert.Contains("more than 65536 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compute_EndpointTooSlow_EndsAtItsTimeLimit()
    {
        Endpoint.Answer = null;
        var computing = Functions().ComputeAsync("remote", Rollout, default);
        await Eventually.HoldsAsync("it was asked", () => Task.FromResult(Endpoint.Questions.Count == 1));

        _time.Advance(TimeSpan.FromSeconds(3));

        var error = await Assert.ThrowsAsync<RewardFailedException>(() => computing);
        Assert.Contains($"{Endpoint.Url.GetLeftPart(UriPartial.Authority)} did not answer within 3 s", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Compute_NobodyListens_IsATransientError()
    {
        await Endpoint.DisposeAsync();
        var gone = Functions(new JudgeEndpoint { Url = new Uri("http://127.0.0.1:1/") });

        var error = await Assert.ThrowsAsync<RewardFailedException>(() => gone.ComputeAsync("remote", Rollout, default));

        Assert.Contains("could not be asked: ConnectionError", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Theory]
    [InlineData("remote")]
    [InlineData("given")]
    public void Create_NameThatIsTaken_IsRefusedAtStart(string name)
    {
        var error = Assert.Throws<ConfigurationException>(
            () => Functions(added: new RewardFunction(name, 1, (in RewardInputs _) => 0)));

        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
    }

    private RewardFunctions Functions(JudgeEndpoint? remote = null, params IRewardFunction[] added) => new(
        added,
        new JudgeEndpoints
        {
            RewardFunctions = JudgeEndpoints.None.RewardFunctions.Add("remote", remote ?? new JudgeEndpoint
            {
                Url = Endpoint.Url,
                TimeLimit = TimeSpan.FromSeconds(3),
                Version = 4,
                Headers = JudgeEndpoint.NoHeaders.Add("Authorization", "Bearer s3cret"),
            }),
        },
        new EndpointClient(_time));
}
