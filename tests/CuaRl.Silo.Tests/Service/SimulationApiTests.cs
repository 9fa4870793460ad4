using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service;

public sealed class SimulationApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private const string Timestamp = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$";

    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Post_Simulation_AnswersAsTheOriginal()
    {
        using var answer = await Http.PostSimulationAsync(
            """{"name":"CartPole é","environment_name":"CartPole-v1","agent_type":"DQN","agent_config":{"lr":0.1},"extra":1}""");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var body = await answer.JsonAsync();
        Assert.Equal(["id", "name", "environment_name", "agent_type", "created_at"], body.Names());
        Assert.Equal("CartPole é", body.GetProperty("name").GetString());
        Assert.Equal("CartPole-v1", body.GetProperty("environment_name").GetString());
        Assert.Equal("DQN", body.GetProperty("agent_type").GetString());
        Assert.Matches(Timestamp, body.GetProperty("created_at").GetString());
        Assert.Equal($"/simulations/{body.GetProperty("id").GetString()}", answer.Headers.Location!.OriginalString);
    }

    [PostgresFact]
    public async Task Get_Simulation_GivesEverythingBackByteForByte()
    {
        const string Config = """{"b" : [1.50, 1e400, "\u0000\ud800é"], "b": 2 }""";
        var id = await Http.CreateSimulationAsync(
            "{\"name\":\"n\",\"description\":\"d\",\"environment_name\":\"e\",\"environment_config\":{ },\"agent_type\":\"a\","
            + $"\"agent_config\":{Config},\"max_steps\":500,\"seed\":[1, 2],\"tags\":null}}");

        var text = await Http.GetStringAsync($"/simulations/{id}");

        Assert.Contains($"\"agent_config\":{Config},", text, StringComparison.Ordinal);
        using var body = JsonDocument.Parse(text);
        Assert.Equal(
            ["id", "name", "description", "environment_name", "environment_config", "agent_type", "agent_config",
                "max_steps", "seed", "tags", "created_at"],
            body.RootElement.Names());
        Assert.Equal("{ }", body.RootElement.GetProperty("environment_config").GetRawText());
        Assert.Equal("[1, 2]", body.RootElement.GetProperty("seed").GetRawText());
        Assert.Equal(JsonValueKind.Null, body.RootElement.GetProperty("tags").ValueKind);
    }

    [PostgresTheory]
    [InlineData("00000000-0000-7000-8000-000000000000")]
    [InlineData("UPPER")]
    [InlineData("a%20b")]
    [InlineData("a+b")]
    [InlineData("..%2F..%2Fetc")]
    public async Task Get_NothingById_Is404AsTheOriginal(string id)
    {
        using var answer = await Http.GetAsync($"/simulations/{id}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("""{"detail":"Simulation not found"}""", await answer.Content.ReadAsStringAsync());
    }

    [PostgresFact]
    public async Task Get_SimulationOfEitherApi_DiffersOnlyInTheFormOfTime()
    {
        var id = await Http.CreateSimulationAsync(SimulationClient.Least);

        var original = await Http.GetStringAsync($"/simulations/{id}");
        var own = await Http.GetStringAsync($"/api/v1/simulations/{id}");

        Assert.EndsWith("Z\"}", own, StringComparison.Ordinal);
        Assert.Equal(original, own.Replace("Z\"}", "\"}", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Get_List_HasTheOriginalFieldsOldestFirst()
    {
        var first = await Http.CreateSimulationAsync(SimulationClient.Least);
        var second = await Http.CreateSimulationAsync(SimulationClient.Least);

        var list = (await Http.GetFromJsonAsync<JsonElement>("/simulations?limit=1000")).EnumerateArray().ToList();

        Assert.All(list, line => Assert.Equal(
            ["id", "name", "description", "environment_name", "agent_type", "created_at", "run_count"], line.Names()));
        var ids = list.Select(line => line.GetProperty("id").GetString()).ToList();
        Assert.InRange(ids.IndexOf(first), 0, ids.IndexOf(second) - 1);
        Assert.Equal(0, list[ids.IndexOf(first)].GetProperty("run_count").GetInt64());
        Assert.Equal(list.Select(line => line.GetProperty("created_at").GetString()).Order(StringComparer.Ordinal),
            list.Select(line => line.GetProperty("created_at").GetString()));
    }

    [PostgresFact]
    public async Task Get_ListByPages_IsTheWholeList()
    {
        for (var i = 0; i < 5; i++)
        {
            await Http.CreateSimulationAsync(SimulationClient.Least);
        }

        var paged = new List<string?>();
        var whole = (await Http.GetFromJsonAsync<JsonElement>("/simulations?limit=1000")).EnumerateArray().ToList();
        for (var skip = 0; skip < whole.Count; skip += 2)
        {
            var page = await Http.GetFromJsonAsync<JsonElement>($"/simulations?skip={skip}&limit=2");
            paged.AddRange(page.EnumerateArray().Select(line => line.GetProperty("id").GetString()));
        }

        Assert.Equal(whole.Select(line => line.GetProperty("id").GetString()), paged);
        Assert.Empty((await Http.GetFromJsonAsync<JsonElement>("/simulations?skip=1000000")).EnumerateArray());
    }

    [PostgresFact]
    public async Task Post_SameKeySameContent_GivesTheFirstAnswer()
    {
        using var first = await Http.PostSimulationAsync(SimulationClient.Least, "same-key");
        using var second = await Http.PostSimulationAsync(SimulationClient.Least, "same-key");

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [PostgresFact]
    public async Task Post_SameKeyOtherContent_Is409AndChangesNothing()
    {
        var id = await Http.CreateSimulationAsync(SimulationClient.Least, "reused-key");

        using var answer = await Http.PostSimulationAsync(
            SimulationClient.Least.Replace("\"n\"", "\"other\"", StringComparison.Ordinal), "reused-key");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(id, (await answer.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("n", (await Http.GetFromJsonAsync<JsonElement>($"/simulations/{id}")).GetProperty("name").GetString());
    }

    [PostgresFact]
    public async Task Post_SameKeyFromManyAtOnce_MakesOne()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Http.CreateSimulationAsync(SimulationClient.Least, "crowded-key")));

        Assert.Single(ids.Distinct());
    }

    [PostgresFact]
    public async Task Post_WithoutAKeyTwice_MakesTwo() =>
        Assert.NotEqual(
            await Http.CreateSimulationAsync(SimulationClient.Least), await Http.CreateSimulationAsync(SimulationClient.Least));

    [PostgresTheory]
    [InlineData("{}", "body.name body.environment_name body.agent_type body.agent_config")]
    [InlineData("{", "body")]
    [InlineData("[]", "body")]
    [InlineData("", "body")]
    public async Task Post_WrongBody_Is422NamingEachField(string json, string expected)
    {
        using var answer = await Http.PostSimulationAsync(json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var details = (await answer.JsonAsync()).GetProperty("detail").EnumerateArray().ToList();
        Assert.Equal(expected.Split(' '), details.Select(
            detail => string.Join('.', detail.GetProperty("loc").EnumerateArray())));
        Assert.All(details, detail => Assert.Equal(["type", "loc", "msg"], detail.Names()));
    }

    [PostgresTheory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Post_OtherMediaType_Is422(string mediaType)
    {
        using var content = new StringContent(SimulationClient.Least, Encoding.UTF8, mediaType);
        using var answer = await Http.PostAsync("/simulations", content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyTooLarge_Is413WhetherOrNotItsLengthIsTold(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulations")
        {
            Content = new StringContent(new string(' ', 1024 * 1024 + 1), Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;

        using var answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(["detail"], (await answer.JsonAsync()).Names());
    }

    [PostgresTheory]
    [InlineData("skip=-1&limit=0", "query.skip query.limit")]
    [InlineData("limit=1001", "query.limit")]
    [InlineData("skip=x", "query.skip")]
    public async Task Get_ListOutOfRange_Is422NamingEachParameter(string query, string expected)
    {
        using var answer = await Http.GetAsync($"/simulations?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(expected.Split(' '), (await answer.JsonAsync()).GetProperty("detail").EnumerateArray().Select(
            detail => string.Join('.', detail.GetProperty("loc").EnumerateArray())));
    }

    [PostgresFact]
    public async Task Post_MangledBodies_AreCreatedOrRefusedAndNeverAFault()
    {
        const int Count = 400;
        var random = new Random(20261121);
        var whole = Encoding.UTF8.GetBytes(
            """{"name":"n\ud83d\ude00","environment_name":"e","agent_type":"a","agent_config":{"x":[1,{"y":"\u0000"}]},"seed":-1.5e300}""");
        for (var i = 0; i < Count; i++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var content = new ByteArrayContent(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
            content.Headers.ContentType = new("application/json");
            using var answer = await Http.PostAsync("/simulations", content);

            Assert.True(
                answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.UnprocessableEntity,
                $"{answer.StatusCode} for {Convert.ToHexString(bytes)}");
        }
    }

    [PostgresFact]
    public async Task Post_EmptyIdempotencyKey_Is422NamingTheHeader()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/simulations")
        {
            Content = new StringContent(SimulationClient.Least, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "");

        using var answer = await Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("Idempotency-Key", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
