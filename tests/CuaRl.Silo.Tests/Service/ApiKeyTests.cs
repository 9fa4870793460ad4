using System.Net;
using System.Net.Http.Headers;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service;

public sealed class ApiKeyTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Key = "a-key-for-this-test-only";

    [PostgresFact]
    public async Task Send_ToAServiceWithAKey_NeedsItWhereDataIs()
    {
        var folder = TestFolders.Create("key");
        var arguments = new ProgramArguments(
            folder, "up", "--urls", "http://0.0.0.0:0", "--database", DatabaseUrl.From(database.ConnectionString))
        {
            Environment = new Dictionary<string, string> { ["CUARL_API_KEY"] = Key },
        };
        await using var service = await ServiceProcess.StartAsync(arguments);
        var port = service.Http.BaseAddress!.Port;
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "/simulations"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "/simulations", bearer: Key + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "/simulations", bearer: Key[1..]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "/simulations", header: ""));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "/nowhere"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/simulations", bearer: Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/simulations", header: Key));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/health"));
        await Eventually.HoldsAsync("it is ready", async () => await StatusAsync(http, "/health/ready") == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/docs"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "/openapi/v1.json"));
        Assert.DoesNotContain(Key, service.Program.Error, StringComparison.Ordinal);

        Assert.Contains("\"scheme\": \"bearer\"", await http.GetStringAsync("/openapi/v1.json"), StringComparison.Ordinal);

        using var refused = await http.GetAsync("/simulations");
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
        Assert.Equal(["detail"], (await refused.JsonAsync()).Names());

        var listed = await CuarlProgram.RunAsync(new ProgramArguments(folder, "simulations", "list", "--url", $"{http.BaseAddress}")
        {
            Environment = arguments.Environment,
        });
        Assert.Equal(0, listed.ExitCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient http, string path, string? bearer = null, string? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation("X-API-Key", header);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }
}
