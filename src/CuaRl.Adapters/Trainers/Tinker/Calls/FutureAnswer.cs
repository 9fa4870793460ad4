using System.Net;
using System.Text.Json;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>What a question for a result was answered.</summary>
/// <param name="State">How the request stands.</param>
/// <param name="Category">Whose fault it was: <c>user</c>, <c>server</c> or <c>unknown</c>; null where nobody said.</param>
internal readonly record struct FutureAnswer(FutureState State, string? Category = null)
{
    /// <summary>Reads an answer.</summary>
    public static FutureAnswer Of(TinkerAnswer answer) => answer switch
    {
        { Trouble: not null } or { Status: HttpStatusCode.TooManyRequests } => new FutureAnswer(FutureState.Away),
        { IsGood: true, IsProtobuf: true } => new FutureAnswer(FutureState.Done),
        { IsGood: true } => OfBody(answer.Body),
        { Status: HttpStatusCode.RequestTimeout } => new FutureAnswer(FutureState.Waiting),
        { Status: HttpStatusCode.BadRequest } => new FutureAnswer(FutureState.Doubtful),
        { Status: HttpStatusCode.Gone or HttpStatusCode.NotFound } => new FutureAnswer(FutureState.Unknown),
        { MayPass: true } => new FutureAnswer(FutureState.ServerFailed),
        _ => new FutureAnswer(FutureState.Refused),
    };

    private static FutureAnswer OfBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new FutureAnswer(FutureState.Away);
            }

            var type = Text(root, "type");
            return type == "try_again" ? new FutureAnswer(FutureState.Waiting)
                : type == "RequestFailedResponse" || Text(root, "error") is not null
                    ? new FutureAnswer(FutureState.Failed, Text(root, "category"))
                    : new FutureAnswer(FutureState.Done);
        }
        catch (JsonException)
        {
            return new FutureAnswer(FutureState.Away);
        }
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
}
