using System.Globalization;
using System.Net.Http.Headers;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>When a server wants to be asked again: <c>retry-after-ms</c>, else <c>retry-after</c> as seconds or as a date.</summary>
internal static class RetryAfterHeaders
{
    /// <summary>How long from now; null when the server does not say.</summary>
    public static TimeSpan? Find(HttpResponseHeaders headers, TimeProvider time)
    {
        var asked = headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds < TimeSpan.MaxValue.TotalMilliseconds
                ? TimeSpan.FromMilliseconds(milliseconds)
                : headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - time.GetUtcNow());
        return asked > TimeSpan.Zero ? asked : null;
    }
}
