using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Devices;

internal sealed partial class DeviceGrain
{
    private static partial class Log
    {
        [LoggerMessage(1701, LogLevel.Debug, "Device {DeviceId} has box {BoxId}, its number {Incarnation}")]
        public static partial void Made(ILogger logger, string deviceId, string boxId, int incarnation);

        [LoggerMessage(1702, LogLevel.Debug, "Device {DeviceId} is leased as {LeaseId} with token {Token}")]
        public static partial void Leased(ILogger logger, string deviceId, string leaseId, long token);

        [LoggerMessage(1703, LogLevel.Debug, "Device {DeviceId} was given back with token {Token}")]
        public static partial void Released(ILogger logger, string deviceId, long token);

        [LoggerMessage(1704, LogLevel.Information, "The lease {LeaseId} of device {DeviceId} with token {Token} is over: {End}")]
        public static partial void LeaseOver(ILogger logger, string deviceId, string? leaseId, long token, LeaseEnd? end);

        [LoggerMessage(1705, LogLevel.Warning, "A call to box {BoxId} of device {DeviceId} failed: {Cause}")]
        public static partial void Faulty(ILogger logger, string deviceId, string boxId, string cause);

        [LoggerMessage(1706, LogLevel.Warning, "Box {BoxId} of device {DeviceId} is lost: {Reason}")]
        public static partial void BoxLost(ILogger logger, string deviceId, string boxId, string reason);

        [LoggerMessage(1707, LogLevel.Debug, "Device {DeviceId} did not pass its probe: {Reason}")]
        public static partial void ProbeFailed(ILogger logger, string deviceId, string reason);

        [LoggerMessage(1708, LogLevel.Warning, "Box {BoxId} under the label of device {DeviceId} was nobody's and was ended")]
        public static partial void OrphanEnded(ILogger logger, string deviceId, string boxId);

        [LoggerMessage(1709, LogLevel.Debug, "Device {DeviceId} ended its box {BoxId}")]
        public static partial void Ended(ILogger logger, string deviceId, string? boxId);
    }
}
