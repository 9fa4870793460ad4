using System.Net.Http.Json;
using System.Text.Json;

namespace CuaRl.Silo.Tests.Service.Runs;

/// <summary>Runs and states as clients of either API make them.</summary>
internal static class RunClient
{
    /// <summary>Sends a JSON body and gives the JSON answer; a refusal fails the test.</summary>
    public static async Task<JsonElement> PostJsonAsync(this HttpClient http, string path, string json, string? key = null)
    {
        using var answer = await http.PostRawAsync(path, json, key);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text, Deep);
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text, Deep);
    }

    /// <summary>A refusal: its status and body.</summary>
    public static async Task<(int Status, string Body)> RefusedAsync(this HttpClient http, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null)
        {
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A run of its own simulation, with a root of its own and as many states as asked for, each observing its step.</summary>
    public static async Task<string> CreateRunAsync(this HttpClient http, int states = 0, string? simulation = null)
    {
        simulation ??= await http.CreateSimulationAsync(SimulationClient.Least);
        var run = (await http.PostJsonAsync($"/api/v1/simulations/{simulation}/runs", """{"name":"main"}""")).Text("id");
        for (var from = 0; from < states; from += 1_000)
        {
            var some = Enumerable.Range(from, Math.Min(1_000, states - from)).Select(step => $$"""{"observation":[{{step}}]}""");
            await http.PostJsonAsync($"/api/v1/runs/{run}/states", $$"""{"states":[{{string.Join(',', some)}}]}""");
        }

        return run;
    }

    public static async Task<string> BranchAsync(this HttpClient http, string run, long step, int states = 0)
    {
        var branch = (await http.PostJsonAsync($"/api/v1/runs/{run}/branches", $$"""{"name":"b","step":{{step}}}""")).Text("id");
        if (states > 0)
        {
            var some = Enumerable.Range(0, states).Select(i => $$"""{"observation":["{{branch}}",{{i}}]}""");
            await http.PostJsonAsync($"/api/v1/runs/{branch}/states", $$"""{"states":[{{string.Join(',', some)}}]}""");
        }

        return branch;
    }

    public static string Text(this JsonElement value, string name) => value.GetProperty(name).GetString()!;

    public static long Number(this JsonElement value, string name) => value.GetProperty(name).GetInt64();

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 1_000 };
}
