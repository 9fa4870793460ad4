using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service;

public sealed class FacadeTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Get_Health_IsOk() =>
        Assert.Equal("""{"status":"ok"}""", await Http.GetStringAsync("/health"));

    [PostgresFact]
    public async Task Get_Readiness_NamesTheEngineAndNoProblem()
    {
        // It gives up after some seconds, and then says so.
        var answer = await Eventually.GivesAsync("it is ready", async () =>
        {
            using var given = await Http.GetAsync("/health/ready");
            return given.IsSuccessStatusCode ? await given.Content.ReadAsStringAsync() : null;
        });
        var ready = JsonElement.Parse(answer);

        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Matches("^(embedded|packages)$", ready.GetProperty("engine").GetString());
        Assert.Empty(ready.GetProperty("problems").EnumerateArray());
    }

    [PostgresTheory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/simulations", HttpStatusCode.MethodNotAllowed)]
    public async Task Send_NoSuchRoute_IsAProblem(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await Http.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, (await answer.JsonAsync()).GetProperty("status").GetInt32());
    }

    [PostgresFact]
    public async Task Get_UnderAnotherHostName_IsRefused()
    {
        // A page whose name was made to point here would send its own name.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/simulations");
        request.Headers.Host = "rebound.example.org";
        using var answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [PostgresFact]
    public async Task Get_Docs_LoadsNothingFromElsewhere()
    {
        using var answer = await Http.GetAsync("/docs");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(src|href)\s*=\s*[""']?\s*(https?:)?//", html);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Get_ApiDocument_HasEveryRoute()
    {
        var document = await Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var routes = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}"));
        Assert.Equal(ApiRoutes.All.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
        Assert.DoesNotMatch(new Regex(@"\$ref"": ""(?!#/)"), document.GetRawText());
    }

    [PostgresFact]
    public async Task Get_ApiDocument_SaysThatOurOwnBodiesTakeNoOtherMembers()
    {
        var document = await Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var bodies = document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("requestBody", out var body)
                && body.GetProperty("content").TryGetProperty("application/json", out _))
            .Select(operation => (Name: operation.Value.GetProperty("operationId").GetString(), Schema: ApiSchema.Resolve(document, operation.Value
                .GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema"))))
            .ToList();
        Assert.NotEmpty(bodies);
        Assert.All(bodies, body => Assert.True(
            body.Schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False,
            $"{body.Name} lacks [JsonUnmappedMemberHandling(Disallow)] on the type of its body"));
        var complete = document.GetProperty("paths").GetProperty("/api/v1/runs/{id}/complete").GetProperty("post").GetProperty("requestBody");
        Assert.False(complete.TryGetProperty("required", out var required) && required.GetBoolean());
    }

    [PostgresTheory]
    [InlineData("GET", "/health", "/health", null)]
    [InlineData("GET", "/health/ready", "/health/ready", null)]
    [InlineData("GET", "/simulations?limit=5", "/simulations", null)]
    [InlineData("GET", "/simulations?limit=0", "/simulations", null)]
    [InlineData("GET", "/simulations/unknown", "/simulations/{id}", null)]
    [InlineData("GET", "/simulations/{created}", "/simulations/{id}", null)]
    [InlineData("POST", "/simulations", "/simulations", SimulationClient.Least)]
    [InlineData("POST", "/simulations", "/simulations", "{}")]
    public async Task Send_Request_IsAnsweredAsTheApiDocumentSays(string method, string path, string route, string? body)
    {
        var document = await Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        if (path.Contains("{created}", StringComparison.Ordinal))
        {
            path = path.Replace("{created}", await Http.CreateSimulationAsync(SimulationClient.Least), StringComparison.Ordinal);
        }

        using var answer = body is null ? await Http.GetAsync(path) : await Http.PostRawAsync(path, body);

        var operation = document.GetProperty("paths").GetProperty(route).GetProperty(method.ToLowerInvariant());
        var described = operation.GetProperty("responses").GetProperty($"{(int)answer.StatusCode}");
        var media = described.GetProperty("content").GetProperty(answer.Content.Headers.ContentType!.MediaType!);
        ApiSchema.AssertFits(document, media.GetProperty("schema"), await answer.JsonAsync(), "$");
        foreach (var header in Described(described))
        {
            Assert.True(answer.Headers.Contains(header), $"no header {header}");
        }
    }

    private static string[] Described(JsonElement response) =>
        response.TryGetProperty("headers", out var headers) ? headers.Names() : [];
}
