using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CuaRl.Adapters.Devices.GBox.Wire;
using Microsoft.AspNetCore.Http;

namespace CuaRl.Adapters.Devices.Emulator.Routes;

/// <summary>Bodies in and out, as GBox has them.</summary>
internal static class EmulatorAnswers
{
    /// <summary>The shape that GBox's own clients read: an object with a message.</summary>
    public static IResult Error(int status, string message) =>
        Results.Json(new GBoxError(message), GBoxJson.Default.GBoxError, statusCode: status);

    public static IResult NoBox(string id) => Error(StatusCodes.Status404NotFound, $"there is no running box '{id}'");

    public static IResult Json<T>(T value, JsonTypeInfo<T> type) => Results.Json(value, type);

    /// <exception cref="JsonException">It is no body of this kind.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext http, JsonTypeInfo<T> type, Func<T>? absent = null)
        where T : class
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        return body.Length == 0 && absent is not null
            ? absent()
            : JsonSerializer.Deserialize(body.GetBuffer().AsSpan(0, (int)body.Length), type) ?? throw new JsonException("no object");
    }
}
