using System.Net;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>What came of sending a call once.</summary>
/// <param name="Status">The status; null when there was no answer.</param>
/// <param name="Body">The body.</param>
/// <param name="Trouble">
/// Why there was no answer, or none that could be read, as a clause without secrets. What was thrown is not kept: readers of
/// JSON and of HTTP quote what they were sent.
/// </param>
internal sealed record GBoxAnswer(HttpStatusCode? Status, ReadOnlyMemory<byte> Body, string? Trouble = null)
{
    /// <summary>When GBox wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>GBox says that repeating is of no use.</summary>
    public bool IsFinal { get; init; }

    /// <summary>It is what was asked for.</summary>
    public bool IsGood => Trouble is null && Status is { } status && (int)status is >= 200 and < 300;

    /// <summary>GBox did not take the call: too many at once.</summary>
    public bool IsNotTaken => Status == HttpStatusCode.TooManyRequests;

    /// <summary>GBox, or a limit of our own, wants it to be sent later.</summary>
    public bool IsPutOff => IsNotTaken || RetryAfter is not null;

    /// <summary>Asking again may help.</summary>
    public bool MayPass => Trouble is not null || IsNotTaken || Status == HttpStatusCode.RequestTimeout || (int?)Status >= 500;

    /// <summary>The call itself was wrong, or was about something that is not there.</summary>
    public bool IsRefusal =>
        !IsGood && !MayPass && Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
}
