using System.Text;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.States;

public sealed class StateStreamTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Send_LineByLine_EachIsAcknowledgedWhileTheRequestIsOpen()
    {
        var run = await Http.CreateRunAsync();
        using var stream = await StateStream.OpenAsync(Http, run);
        Assert.Equal(200, stream.Status);

        for (var step = 0; step < 5; step++)
        {
            await stream.SendAsync($"{{\"observation\":[{step}]}}\n");

            Assert.Equal($$"""{"step":{{step}},"id":"{{run}}.{{step}}"}""", (await stream.ReadAsync())!.Value.GetRawText());
            Assert.Equal(step, (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Number("head"));
        }

        await stream.EndAsync();
        Assert.Null(await stream.ReadAsync());
    }

    [PostgresFact]
    public async Task Send_ManyAtOnceCutAnywhere_AllAreStoredInOrder()
    {
        const int Count = 2_000;
        var run = await Http.CreateRunAsync();
        var text = string.Concat(Enumerable.Range(0, Count).Select(i => $"{{\"observation\":[{i}]}}\r\n\n"));
        using var stream = await StateStream.OpenAsync(Http, run, "?expected_head=-1", "Expect: 100-continue\r\n");
        var random = new Random(7);
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 5_000), text.Length - at);
            await stream.SendAsync(text.Substring(at, length));
            at += length;
        }

        await stream.SendAsync("""{"observation":"the last line lacks its end"}""");
        await stream.EndAsync();
        var lines = await stream.ReadAllAsync();

        Assert.Equal(Enumerable.Range(0, Count + 1).Select(i => (long)i), lines.Select(line => line.Number("step")));
        var states = (await Http.GetJsonAsync($"/runs/{run}/states")).GetProperty("states").EnumerateArray().ToList();
        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => $"[{i}]"),
            states.SkipLast(1).Select(state => state.GetProperty("observation").GetRawText()));
    }

    [PostgresFact]
    public async Task Send_AStateThatIsNone_StoresWhatIsBeforeAndNamesTheLine()
    {
        var run = await Http.CreateRunAsync(2);
        using var stream = await StateStream.OpenAsync(Http, run);
        await stream.SendAsync("{\"observation\":1}\n\n{\"observation\":2}\n{\"observation\":3,\"reward\":1e999}\n{\"observation\":4}\n");
        var lines = await stream.ReadAllAsync();

        Assert.Equal([2, 3], lines.SkipLast(1).Select(line => line.Number("step")));
        var last = lines[^1];
        Assert.Equal((4, 3), (last.Number("line"), last.Number("head")));
        var error = last.GetProperty("error");
        Assert.Equal((422, "urn:cuarl:problem:invalid-request"), ((int)error.Number("status"), error.Text("type")));
        Assert.Contains("reward", error.GetProperty("errors").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(3, (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Number("head"));
    }

    [PostgresFact]
    public async Task Send_ABlobThatIsNotStored_NamesTheLineInTheMiddleOfABatch()
    {
        var run = await Http.CreateRunAsync();
        using var stream = await StateStream.OpenAsync(Http, run);
        await stream.SendAsync(
            $"{{\"observation\":1}}\n{{\"observation\":2,\"blobs\":[\"{new string('0', 64)}\"]}}\n{{\"observation\":3}}\n");
        var lines = await stream.ReadAllAsync();

        Assert.Equal(0, Assert.Single(lines.SkipLast(1)).Number("step"));
        Assert.Equal((2, 0), (lines[^1].Number("line"), lines[^1].Number("head")));
        Assert.Equal(404, lines[^1].GetProperty("error").Number("status"));
    }

    [PostgresFact]
    public async Task Send_WhileAnotherAppends_EndsWithTheConflictAndBothHeads()
    {
        var run = await Http.CreateRunAsync();
        using var stream = await StateStream.OpenAsync(Http, run);
        await stream.SendAsync("{\"observation\":1}\n");
        Assert.Equal(0, (await stream.ReadAsync())!.Value.Number("step"));
        await Http.PostJsonAsync($"/api/v1/runs/{run}/states", """{"states":[{"observation":"other"}]}""");

        await stream.SendAsync("{\"observation\":2}\n");
        var last = Assert.Single(await stream.ReadAllAsync());

        Assert.Equal((2, 1), (last.Number("line"), last.Number("head")));
        var error = last.GetProperty("error");
        Assert.Equal("urn:cuarl:problem:stale-state", error.Text("type"));
        Assert.Equal((0, 1), (error.Number("expected_head"), error.Number("actual_head")));
    }

    [PostgresFact]
    public async Task Send_ToARunThatEndsMeanwhile_SaysSo()
    {
        var run = await Http.CreateRunAsync(1);
        using var stream = await StateStream.OpenAsync(Http, run);
        await Http.PostJsonAsync($"/api/v1/runs/{run}/pause", "{}");
        await stream.SendAsync("{\"observation\":1}\n");

        var last = Assert.Single(await stream.ReadAllAsync());

        Assert.Equal("urn:cuarl:problem:run-not-active", last.GetProperty("error").Text("type"));
        Assert.Equal((1, 0), (last.Number("line"), last.Number("head")));
    }

    [PostgresFact]
    public async Task Send_AKilledClient_LosesNothingThatWasAcknowledgedAndGoesOn()
    {
        var run = await Http.CreateRunAsync();
        using (var killed = await StateStream.OpenAsync(Http, run))
        {
            await killed.SendAsync("{\"observation\":0}\n{\"observation\":1}\n{\"observation\":");
            await killed.ReadAsync();
            await killed.ReadAsync();
            killed.Kill();
        }

        var head = (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Number("head");
        Assert.Equal(1, head);
        using var stream = await StateStream.OpenAsync(Http, run, $"?expected_head={head}");
        await stream.SendAsync("{\"observation\":2}\n");
        await stream.EndAsync();

        Assert.Equal(2, Assert.Single(await stream.ReadAllAsync()).Number("step"));
    }

    [PostgresFact]
    public async Task Send_ALineOfTenMegabytes_IsStoredAndOneTooLongRefused()
    {
        var run = await Http.CreateRunAsync();
        using var stream = await StateStream.OpenAsync(Http, run);
        var big = $"\"{new string('x', 10 * 1024 * 1024)}\"";
        await stream.SendAsync($"{{\"observation\":{big}}}\n");
        Assert.Equal(0, (await stream.ReadAsync())!.Value.Number("step"));

        await stream.SendAsync($"{{\"observation\":\"{new string('x', 17 * 1024 * 1024)}");
        var last = Assert.Single(await stream.ReadAllAsync());

        Assert.Equal(413, last.GetProperty("error").Number("status"));
        Assert.Equal((2, 0), (last.Number("line"), last.Number("head")));
        Assert.Equal(big, (await Http.GetJsonAsync($"/api/v1/states/{run}.0")).GetProperty("observation").GetRawText());
    }

    [PostgresFact]
    public async Task Send_ByAClientThatReadsOnlyAtTheEnd_GetsOneAcknowledgement()
    {
        const int Count = 3_000;
        var run = await Http.CreateRunAsync();
        var text = string.Concat(Enumerable.Range(0, Count).Select(i => $"{{\"observation\":{i}}}\n"));
        using var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = new("application/x-ndjson");

        using var answer = await Http.PostAsync($"/api/v1/runs/{run}/states?acks=last", content);

        Assert.Equal($$"""{"step":{{Count - 1}},"id":"{{run}}.{{Count - 1}}"}""" + "\n", await answer.Content.ReadAsStringAsync());
    }

    [PostgresTheory]
    [InlineData("unknown", "", "", 404)]
    [InlineData("{run}", "?expected_head=7", "", 409)]
    [InlineData("{run}", "?expected_head=-2", "", 422)]
    [InlineData("{run}", "?acks=none", "", 422)]
    [InlineData("{run}", "", "Idempotency-Key: k\r\n", 422)]
    [InlineData("{ended}", "", "", 409)]
    public async Task Open_WrongFromTheBeginning_IsAStatus(string run, string query, string headers, int status)
    {
        run = run.Replace("{run}", await Http.CreateRunAsync(1), StringComparison.Ordinal);
        if (run == "{ended}")
        {
            run = await Http.CreateRunAsync(1);
            await Http.PostJsonAsync($"/api/v1/runs/{run}/fail", """{"reason":"r"}""");
        }

        using var stream = await StateStream.OpenAsync(Http, run, query, headers);

        Assert.Equal(status, stream.Status);
    }
}
