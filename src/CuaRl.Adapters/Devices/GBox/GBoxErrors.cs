using System.Globalization;
using System.Net;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>The one place where GBox's answers become errors.</summary>
internal static class GBoxErrors
{
    /// <summary>When to come again if GBox took no more calls and did not say.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static CuaRlException Of(string boxType, GBoxCall call, GBoxAnswer answer, GBoxExcerpt excerpt)
    {
        if (answer.Trouble is { } trouble)
        {
            return new DeviceUnavailableException(boxType, $"GBox, asked for {call.Name}, {trouble}", answer.RetryAfter);
        }

        var said = string.Create(
            CultureInfo.InvariantCulture, $"GBox answered {(int)answer.Status!} to {call.Name}: '{excerpt.Of(answer.Body)}'");
        return answer.Status switch
        {
            _ when answer.IsNotTaken => new DeviceUnavailableException(boxType, said, answer.RetryAfter ?? Soon),
            _ when answer.MayPass => new DeviceUnavailableException(boxType, said, answer.RetryAfter),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                new DeviceRefusedException(boxType, $"{said}; the key in {GBoxOptions.KeyVariable} must be one that may do this"),
            _ => new DeviceRefusedException(boxType, said),
        };
    }
}
