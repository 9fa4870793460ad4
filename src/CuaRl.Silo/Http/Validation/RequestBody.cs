using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace CuaRl.Silo.Http.Validation;

/// <summary>Bodies as bytes, and what is said of those that are no JSON object.</summary>
internal static class RequestBody
{
    /// <summary>Beyond any field's own limit, so that a field nested too deep can be named.</summary>
    public const int MaxDepth = 1_000;

    private const int PieceBytes = 64 * 1024;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The whole JSON body, without the byte order mark that some editors put before it.</summary>
    /// <exception cref="RequestInvalidException">It is of another media type, empty, or not UTF-8.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        RequireJson(request);
        ReadOnlyMemory<byte> body = await ReadAsync(request, cancellationToken);
        body = body[^WithoutMark(body.Span).Length..];
        CheckText(body.Span);
        return body;
    }

    /// <summary>The whole JSON body; <c>{}</c> when there is none.</summary>
    /// <exception cref="RequestInvalidException">There is one, but of another media type or not UTF-8.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadOptionalJsonAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> body = await ReadAsync(request, cancellationToken);
        body = body[^WithoutMark(body.Span).Length..];
        if (body.IsEmpty)
        {
            return "{}"u8.ToArray();
        }

        RequireJson(request);
        CheckText(body.Span);
        return body;
    }

    /// <summary>
    /// The whole body, whatever it is. One that is too large is read to its end all the same, as far as that is bearable: most
    /// clients read no answer before they have sent everything, and would see a broken connection instead.
    /// </summary>
    /// <exception cref="BadHttpRequestException">It is larger than the route takes.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var limit = BodyLimit.Of(request.HttpContext);
        if (request.ContentLength > limit && request.Headers.Expect.Count > 0)
        {
            throw TooLarge(limit);
        }

        using var body = new MemoryStream(capacity: (int)Math.Min(request.ContentLength ?? 0, limit));
        var piece = new byte[PieceBytes];
        var total = 0L;
        while (await request.Body.ReadAsync(piece, cancellationToken) is > 0 and var read)
        {
            total += read;
            if (total <= limit)
            {
                body.Write(piece, 0, read);
            }
        }

        return total <= limit ? body.ToArray() : throw TooLarge(limit);
    }

    /// <summary>The text without the UTF-8 byte order mark before it, if there is one.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) => utf8.StartsWith(Mark) ? utf8[Mark.Length..] : utf8;

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

    public static RequestInvalidException NotAnObject(params IReadOnlyList<string> at) => new(new FieldError
    {
        Type = "model_attributes_type",
        Loc = at is [] ? ["body"] : at,
        Msg = "Input should be a valid dictionary or object to extract fields from",
    });

    /// <summary>Only JSON: a page of another origin can send other media types without being asked for permission first.</summary>
    private static void RequireJson(HttpRequest request)
    {
        if (!request.HasJsonContentType())
        {
            throw new RequestInvalidException(FieldError.OfBody(
                "model_attributes_type", "Input should be a JSON object, sent as Content-Type: application/json"));
        }
    }

    private static BadHttpRequestException TooLarge(int limit) => new(
        string.Create(CultureInfo.InvariantCulture, $"The request body is larger than {limit} bytes, the most that this route takes."),
        StatusCodes.Status413PayloadTooLarge);
}
