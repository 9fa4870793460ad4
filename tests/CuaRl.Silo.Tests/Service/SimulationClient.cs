using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Tests.Service;

/// <summary>Requests as a client of the original API would send them.</summary>
internal static class SimulationClient
{
    public const string Least = """{"name":"n","environment_name":"e","agent_type":"a","agent_config":{}}""";

    public static Task<HttpResponseMessage> PostSimulationAsync(this HttpClient http, string json, string? key = null) =>
        http.PostRawAsync("/simulations", json, key);

    public static async Task<HttpResponseMessage> PostRawAsync(this HttpClient http, string path, string json, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request);
    }

    public static async Task<string> CreateSimulationAsync(this HttpClient http, string json, string? key = null)
    {
        using var answer = await http.PostSimulationAsync(json, key);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    public static string[] Names(this JsonElement value) => [.. value.EnumerateObject().Select(property => property.Name)];
}
