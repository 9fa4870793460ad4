using System.Text.Json;
using System.Text.Unicode;

namespace CuaRl.Silo.Http.Validation;

/// <summary>Bodies as bytes, and what is said of those that are no JSON object.</summary>
internal static class RequestBody
{
    /// <summary>Beyond any field's own limit, so that a field nested too deep can be named.</summary>
    public const int MaxDepth = 1_000;

    /// <summary>The whole JSON body.</summary>
    /// <exception cref="RequestInvalidException">It is of another media type, empty, or not UTF-8.</exception>
    public static async Task<byte[]> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // Only JSON: a page of another origin can send other media types without being asked for permission first.
        if (!request.HasJsonContentType())
        {
            throw new RequestInvalidException(FieldError.OfBody(
                "model_attributes_type", "Input should be a JSON object, sent as Content-Type: application/json"));
        }

        var body = await ReadAsync(request, cancellationToken);
        CheckText(body);
        return body;
    }

    /// <summary>The whole body, whatever it is.</summary>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        return buffer.ToArray();
    }

    /// <exception cref="RequestInvalidException">There is nothing, or it is not UTF-8.</exception>
    public static void CheckText(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            throw new RequestInvalidException(FieldError.OfBody("missing", "Field required"));
        }

        if (!Utf8.IsValid(utf8))
        {
            throw new RequestInvalidException(FieldError.OfBody("json_invalid", "JSON decode error: not UTF-8"));
        }
    }

    public static RequestInvalidException NotJson(JsonException error) => new(FieldError.OfBody(
        "json_invalid", $"JSON decode error at line {error.LineNumber + 1}, byte {error.BytePositionInLine}"));

    public static RequestInvalidException NotAnObject() => new(FieldError.OfBody(
        "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"));
}
