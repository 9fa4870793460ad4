using System.Net.Http.Json;
using System.Text.Json;

namespace CuaRl.Silo.Tests.Service;

internal static class DocumentedAnswers
{
    /// <summary>Holds an answer of one JSON value against what the API document says of its route.</summary>
    public static async Task AssertFitsAsync(this HttpClient http, HttpResponseMessage answer, string method, string route)
    {
        var document = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var operation = document.GetProperty("paths").GetProperty(route).GetProperty(method.ToLowerInvariant());
        var described = operation.GetProperty("responses").GetProperty($"{(int)answer.StatusCode}");
        var media = described.GetProperty("content").GetProperty(answer.Content.Headers.ContentType!.MediaType!);
        ApiSchema.AssertFits(document, media.GetProperty("schema"), await answer.JsonAsync(), "$");
        foreach (var header in described.TryGetProperty("headers", out var headers) ? headers.Names() : [])
        {
            Assert.True(answer.Headers.Contains(header), $"no header {header}");
        }
    }
}
