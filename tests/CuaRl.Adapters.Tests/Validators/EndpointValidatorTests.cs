using System.Text.Json;
using CuaRl.Adapters.Endpoints;
using CuaRl.Adapters.Tests.Postgres;
using CuaRl.Adapters.Validators;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Validators;

public sealed class EndpointValidatorTests : IAsyncLifetime
{
    private readonly StoppedTime _time = new();
    private LocalEndpoint? _endpoint;

    private LocalEndpoint Endpoint => _endpoint!;

    private TaskValidators Validators => new(
        [],
        new JudgeEndpoints
        {
            Validators = JudgeEndpoints.None.Validators.Add("remote", new JudgeEndpoint
            {
                Url = Endpoint.Url,
                Commands = ["getprop ro.product.model"],
                Headers = JudgeEndpoint.NoHeaders.Add("Authorization", "Bearer s3cret"),
            }),
        },
        new EndpointClient(_time), _time, NullLogger<TaskValidators>.Instance);

    public async Task InitializeAsync() => _endpoint = await LocalEndpoint.StartAsync();

    public async Task DisposeAsync() => await Endpoint.DisposeAsync();

    [Fact]
    public async Task Validate_Configured_SendsTaskMessageAndWhatItsCommandsLeft()
    {
        Endpoint.Answer = """{"success": true, "strict_success": false, "actual_result": {"model": "x"}}""";
        var shell = new ScriptedShell(("getprop ro.product.model", "x", 0));

        var report = await Validators.ValidateAsync(Definition("remote"), shell, "done", default);

        Assert.Equal((true, false, """{"model": "x"}"""), (report!.Success, report.StrictSuccess, report.ActualResult));
        Assert.Equal("remote", report.ValidationQuery);
        Assert.Equal("Bearer s3cret", Endpoint.Authorizations.Single());
        var question = JsonSerializer.Deserialize<JsonElement>(Endpoint.Questions.Single());
        Assert.Equal(("t", "Do it.", "done"), (
            question.GetProperty("task_id").GetString(), question.GetProperty("description").GetString(),
            question.GetProperty("finish_message").GetString()));
        Assert.Equal(7, question.GetProperty("expected_result").GetInt32());
        Assert.Equal("x", question.GetProperty("commands")[0].GetProperty("output").GetString());

        var again = await Validators.RevalidateAsync(Definition("remote"), report.Details, "done", default);

        Assert.True(again!.Success ?? false);
        Assert.Equal(Endpoint.Questions[0], Endpoint.Questions[1]);
    }

    [Fact]
    public async Task Validate_TasksOwnUrl_IsAskedWithoutHeaders()
    {
        Endpoint.Answer = """{"success": false, "error": "not yet"}""";

        var report = await Validators.ValidateAsync(
            Definition(null) with { ValidatorUrl = Endpoint.Url.ToString() }, new ScriptedShell(), null, default);

        Assert.Equal((false, "not yet", "validator_url"), (report!.Success, report.ErrorMessage, report.ValidationQuery));
        Assert.Null(Endpoint.Authorizations.Single());
    }

    [Theory]
    [InlineData(503, """{"success": true}""", "answered 503")]
    [InlineData(200, """{"success": "s3cret"}""", "answered without 'success', true or false")]
    [InlineData(200, "s3cret", "answered with no JSON")]
    public async Task Validate_EndpointFails_IsNoJudgementAndNamesNoSecret(int status, string answer, string problem)
    {
        (Endpoint.Status, Endpoint.Answer) = (status, answer);

        var report = await Validators.ValidateAsync(Definition("remote"), new ScriptedShell(), null, default);

        Assert.Null(report!.Success);
        Assert.Contains(problem, report.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", report.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_EndpointTooSlow_IsNoJudgement()
    {
        Endpoint.Answer = null;
        var judging = Validators.ValidateAsync(Definition("remote"), new ScriptedShell(), null, default);
        await Eventually.HoldsAsync("it was asked", () => Task.FromResult(Endpoint.Questions.Count == 1));

        _time.Advance(JudgeEndpoint.DefaultTimeLimit);

        var report = await judging;
        Assert.Null(report!.Success);
        Assert.Contains("did not answer within 10 s", report.ErrorMessage, StringComparison.Ordinal);
    }

    private static TaskDefinition Definition(string? query) => new()
    {
        TaskId = "t", Name = "T", Description = "Do it.", ValidationQuery = query, ExpectedResult = JsonText.Parse("7"),
    };
}
