using System.Text.Json;
using CuaRl.Silo.Http;
using CuaRl.Silo.Http.Appends;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Silo.Tests.Http;

public sealed class ErrorTableTests
{
    public static TheoryData<Exception, int, string> Errors => new()
    {
        { new RequestInvalidException(FieldError.InBody("name", "missing", "Field required")), 422, "invalid-request" },
        { new InvalidRequestException("name", "must not be empty"), 422, "invalid-request" },
        { new NotFoundException("simulation", "x"), 404, "not-found" },
        { new MalformedIdException("simulation", "X"), 404, "not-found" },
        { new AlreadyExistsException("simulation", "x"), 409, "already-exists" },
        { new StaleHeadException("r", 3, 5), 409, "stale-state" },
        { new OtherParentException("r", new StateId("r", 3), new StateId("r", 5)), 409, "stale-state" },
        { new RunNotActiveException("r", RunStatus.Paused), 409, "run-not-active" },
        { new InvalidTransitionException("run", "r", "failed", "active"), 409, "invalid-transition" },
        { new InvalidTransitionException("rollout", "r", "failed", "running"), 409, "invalid-transition" },
        { new TurnOutOfOrderException("r", 1, 5, 3), 409, "turn-out-of-order" },
        { new AttemptOverException("r", 1, 2), 409, "attempt-over" },
        { new TrainingInactiveException("t", TrainingStatus.Paused), 409, "training-inactive" },
        { new TrainingUndrivenException("t"), 409, "training-undriven" },
        { new TrainingNeededException("t", ["branch"]), 409, "training-needed" },
        { new NoCheckpointException("t", 3, [1, 2]), 409, "no-checkpoint" },
        { new SettingsRefusedException("name", [new SettingFault { Setting = "config.epochs", Rule = "must be 1 or more" }]), 422, "invalid-request" },
        { new UnfinishedException("group", "g", "rollouts", 2), 409, "unfinished" },
        { new OperationReusedException("r", "op"), 409, "operation-reused" },
        { new RunNeededException("r", ["tag best"]), 409, "run-needed" },
        { new RunPrunedException("r"), 410, "run-pruned" },
        { new DriverLostException("t", 3, 5), 409, "driver-lost" },
        { new LeaseLostException("p.1", 3, 5, "it was given back"), 409, "lease-lost" },
        { new DeviceBusyException("p.1", "lease 'a' holds"), 409, "device-busy" },
        { new DevicePoolDrainingException("p"), 409, "pool-draining" },
        { new DevicePoolExhaustedException("p", "a", "10 wait already"), 429, "pool-exhausted" },
        { new DeviceUnsupportedException("linux", "snapshots"), 501, "device-unsupported" },
        { new DeviceLostException("box-1", "it is gone"), 410, "device-lost" },
        { new DeviceRefusedException("linux", "the quota is used up"), 502, "device-refused" },
        { new DeviceUnavailableException("linux", "no answer"), 503, "device-unavailable" },
        { new TrainerSessionLostException("tinker", "s-1"), 410, "session-lost" },
        { new TrainerRefusedException("tinker", "there is no such model"), 502, "trainer-refused" },
        { new TrainerUnavailableException("tinker", "no answer"), 503, "trainer-unavailable" },
        { new BlobExpiredException("ab", DateTimeOffset.UnixEpoch), 410, "blob-expired" },
        { new RewardFailedException("mine", "it did not answer within 5 s", isTransient: true), 503, "reward-failed" },
        { new RewardFailedException("mine", "it threw InvalidOperationException", isTransient: false), 500, "reward-failed" },
        { new RefusedRequestException("create run", new NotFoundException("state", "x")), 400, "refused" },
        { new LineTooLongException(10), 413, "too-large" },
        { new ServiceStoppingException(), 503, "stopping" },
        { new StorageUnavailableException("the disk is full"), 503, "storage-unavailable" },
        { new StorageRefusedException("42P01", "no such table"), 500, "storage-refused" },
        { new StaleStateException("sim:1", "1", "2"), 503, "write-conflict" },
        { new UnreadableRecordException("simulation of sim:1", "a number where text must be."), 500, "unreadable-record" },
        { new TimeoutException(), 503, "timeout" },
        { new OperationCanceledException(), 503, "timeout" },
        { new SiloUnavailableException(), 503, "engine-unavailable" },
        { new OrleansException("storage provider"), 503, "engine-unavailable" },
        { new BadHttpRequestException("too large", 413), 413, "too-large" },
        { new BadHttpRequestException("slow", 408), 408, "bad-request" },
        { new InvalidOperationException("a bug with s3cret"), 500, "internal" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Find_Error_AnswersByTypeInEitherBody(Exception error, int status, string slug)
    {
        var answer = ErrorTable.Find(error);

        var problem = await WriteAsync(answer, compat: false);
        Assert.Equal(status, problem.Status);
        Assert.Equal("application/problem+json", problem.MediaType);
        Assert.Equal($"urn:cuarl:problem:{slug}", problem.Body.GetProperty("type").GetString());
        Assert.Equal(status, problem.Body.GetProperty("status").GetInt32());
        var isTransient = status is 503 or 429 || error is DeviceBusyException;
        Assert.Equal(isTransient, problem.Body.GetProperty("is_transient").GetBoolean());
        Assert.Equal(isTransient ? "1" : null, problem.RetryAfter);

        var compat = await WriteAsync(answer, compat: true);
        Assert.Equal(status, compat.Status);
        Assert.StartsWith("application/json", compat.MediaType, StringComparison.Ordinal);
        Assert.Equal(["detail"], compat.Body.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            status == 422 ? JsonValueKind.Array : JsonValueKind.String, compat.Body.GetProperty("detail").ValueKind);
        Assert.DoesNotContain("s3cret", problem.Body.GetRawText() + compat.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_MissingSimulation_SaysWhatTheOriginalSays()
    {
        var compat = await WriteAsync(ErrorTable.Find(new NotFoundException("simulation", "x")), compat: true);

        Assert.Equal("""{"detail":"Simulation not found"}""", compat.Body.GetRawText());
    }

    [Fact]
    public async Task Find_WrongField_HasTypeLocAndMsg()
    {
        var compat = await WriteAsync(ErrorTable.Find(new InvalidRequestException("name", "must not be empty")), compat: true);

        Assert.Equal(
            """{"detail":[{"type":"value_error","loc":["body","name"],"msg":"Input must not be empty"}]}""",
            compat.Body.GetRawText());
    }

    [Fact]
    public async Task Find_SettingsOfATraining_NamesEachWhereItIs()
    {
        var problem = await WriteAsync(
            ErrorTable.Find(new SettingsRefusedException(
                "name",
                [
                    new SettingFault { Setting = "group_size", Rule = "is 1, and must be 2 or more" },
                    new SettingFault { Setting = "overrides.max_steps", Rule = "must be more than 3" },
                ])),
            compat: false);

        Assert.Equal(
            """[{"type":"value_error","loc":["body","group_size"],"msg":"Input is 1, and must be 2 or more"},"""
            + """{"type":"value_error","loc":["body","overrides","max_steps"],"msg":"Input must be more than 3"}]""",
            problem.Body.GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task Find_AStepWithoutState_NamesThoseThatHaveOne()
    {
        var problem = await WriteAsync(ErrorTable.Find(new NoCheckpointException("t", 3, [2, 5])), compat: false);

        Assert.Equal(("t", "[2,5]"), (problem.Body.GetProperty("resource_id").GetString(), problem.Body.GetProperty("saved_steps").GetRawText()));
    }

    public static TheoryData<Exception, string, string> Advice => new()
    {
        { new NoCheckpointException("t", 3, [2, 5]), "These steps have one: 2, 5", "None" },
        { new NoCheckpointException("t", 3, []), "None of its steps has one: save_every", "These" },
        { new TrainingNeededException("t", ["one", "two"]), "one, two", "perhaps others" },
        { new MalformedIdException("run", "x"), "UUID", "1 to 128" },
        { new MalformedIdException("rollout", "x"), "UUID", "1 to 128" },
        { new MalformedIdException("state", "r"), "a run's id, a dot and a step", "1 to 128" },
        { new MalformedIdException("simulation", "X"), "1 to 128", "UUID" },
        { new StaleHeadException("r", 3, 5), "or branch at 3", "Go on from" },
        { new StaleHeadException("r", 5, 3), "Go on from 3", "branch at" },
        { new StaleHeadException("r", -1, 3), "go on from 3", "branch at" },
        { new RunNotActiveException("r", RunStatus.Completed), "Branch from it", "gone" },
        { new RunNotActiveException("r", RunStatus.Pruned), "gone for good", "Branch from it" },
        { new InvalidTransitionException("run", "r", "completed", "completed"), "already, with other values", "cannot" },
        { new AlreadyExistsException("tag", "best"), "take it away first", "Idempotency-Key" },
        { new BadHttpRequestException("larger than 7 bytes", 413), "7 bytes", "this route takes" },
    };

    [Theory]
    [MemberData(nameof(Advice))]
    public void Find_Error_AdvisesWhatCanBeDone(Exception error, string said, string unsaid)
    {
        var message = ErrorTable.Find(error).Detail;

        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, message, StringComparison.Ordinal);
    }

    public static TheoryData<Exception, string> Facts => new()
    {
        { new StaleHeadException("r", 3, 5), """{"run_id":"r","expected_head":3,"actual_head":5}""" },
        {
            new OtherParentException("r", new StateId("r", 3), new StateId("p", 5)),
            """{"run_id":"r","actual_head":5,"actual_state_id":"p.5"}"""
        },
        { new RunNotActiveException("r", RunStatus.Paused), """{"run_id":"r","run_status":"paused"}""" },
        { new InvalidTransitionException("run", "r", "failed", "active"), """{"run_id":"r","run_status":"failed"}""" },
        {
            new InvalidTransitionException("rollout", "r", "failed", "running"),
            """{"resource_id":"r","resource_status":"failed"}"""
        },
        { new TurnOutOfOrderException("r", 1, 5, 3), """{"resource_id":"r","attempt":1,"expected_turn":3}""" },
        {
            new TrainingInactiveException("t", TrainingStatus.Paused), """{"resource_id":"t","resource_status":"paused"}"""
        },
        { new UnfinishedException("group", "g", "rollouts", 2), """{"resource_id":"g","unfinished":2}""" },
        { new OperationReusedException("r", "op"), """{"run_id":"r","operation_id":"op"}""" },
        { new RunNeededException("r", ["run s", "tag best"]), """{"run_id":"r","needed_by":["run s","tag best"]}""" },
        { new RunPrunedException("r"), """{"run_id":"r"}""" },
        { new NotFoundException("state", "x"), "{}" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Find_ErrorAboutARun_HasItsFactsAsMembers(Exception error, string facts)
    {
        var problem = await WriteAsync(ErrorTable.Find(error), compat: false);

        string[] common = ["type", "title", "status", "detail", "is_transient"];
        var members = problem.Body.EnumerateObject().Where(member => !common.Contains(member.Name));
        Assert.Equal(facts, $"{{{string.Join(',', members.Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}"))}}}");
    }

    private static async Task<(int Status, string? MediaType, string? RetryAfter, JsonElement Body)> WriteAsync(
        ErrorAnswer answer, bool compat)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        if (compat)
        {
            context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new CompatRouteMetadata()), "compat"));
        }

        await ErrorWriter.WriteAsync(context, answer);

        using var document = JsonDocument.Parse(body.ToArray());
        return (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.RetryAfter,
            document.RootElement.Clone());
    }
}
