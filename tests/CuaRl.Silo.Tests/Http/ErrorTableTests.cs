using System.Text.Json;
using CuaRl.Silo.Http.Errors;
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
        Assert.Equal(status == 503, problem.Body.GetProperty("is_transient").GetBoolean());
        Assert.Equal(status == 503 ? "1" : null, problem.RetryAfter);

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

    private static async Task<(int Status, string? MediaType, string? RetryAfter, JsonElement Body)> WriteAsync(
        ErrorAnswer answer, bool compat)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        if (compat)
        {
            context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new CompatErrorsMetadata()), "compat"));
        }

        await ErrorWriter.WriteAsync(context, answer);

        using var document = JsonDocument.Parse(body.ToArray());
        return (context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.RetryAfter,
            document.RootElement.Clone());
    }
}
