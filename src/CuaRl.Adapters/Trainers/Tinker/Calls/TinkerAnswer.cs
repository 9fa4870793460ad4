using System.Net;

namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>What came of sending a call once.</summary>
/// <param name="Status">The status; null when there was no answer.</param>
/// <param name="Body">The body.</param>
/// <param name="Trouble">Why there was no answer, or none that could be read, as a clause without secrets.</param>
internal sealed record TinkerAnswer(HttpStatusCode? Status, ReadOnlyMemory<byte> Body, string? Trouble = null)
{
    /// <summary>When the server wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>It is written in protocol buffers.</summary>
    public bool IsProtobuf { get; init; }

    /// <summary>It is what was asked for.</summary>
    public bool IsGood => Trouble is null && Status is { } status && (int)status is >= 200 and < 300;

    /// <summary>Asking again may help: nobody answered, it took too long, it was too much, or the server failed.</summary>
    public bool MayPass => Trouble is not null || Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int?)Status >= 500;

    /// <summary>An old proxy's way to break a connection: a refusal that says nothing.</summary>
    public bool IsBroken => Status == HttpStatusCode.BadRequest && Body.IsEmpty;
}
