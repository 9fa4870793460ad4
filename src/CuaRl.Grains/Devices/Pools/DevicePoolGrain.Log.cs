using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Devices.Pools;

internal sealed partial class DevicePoolGrain
{
    private static partial class Log
    {
        [LoggerMessage(1801, LogLevel.Information, "Pool {Pool} is to have up to {MaxSize} devices of type {BoxType}")]
        public static partial void Configured(ILogger logger, string pool, string boxType, int maxSize);

        [LoggerMessage(1802, LogLevel.Information, "Pool {Pool} is draining")]
        public static partial void Draining(ILogger logger, string pool);

        [LoggerMessage(1803, LogLevel.Debug, "Pool {Pool} has {Devices} devices, {Leases} of them held")]
        public static partial void Loaded(ILogger logger, string pool, int devices, int leases);

        [LoggerMessage(1804, LogLevel.Warning, "Pool {Pool} cannot read its devices: {Reason}")]
        public static partial void NotLoaded(ILogger logger, string pool, string reason);

        [LoggerMessage(1805, LogLevel.Information, "Pool {Pool} could not lease device {DeviceId} as {LeaseId}: {Reason}")]
        public static partial void NotLeased(ILogger logger, string pool, string deviceId, string leaseId, string reason);

        [LoggerMessage(1806, LogLevel.Warning, "Pool {Pool} replaces device {DeviceId}, which failed too often")]
        public static partial void Replaced(ILogger logger, string pool, string deviceId);

        [LoggerMessage(1807, LogLevel.Warning, "Pool {Pool} tries device {DeviceId} again later: {Reason}")]
        public static partial void PlaceFailed(ILogger logger, string pool, string deviceId, string reason, Exception? error);

        [LoggerMessage(1808, LogLevel.Information, "Pool {Pool} forgot {LeaseId}, which asked no more")]
        public static partial void WaiterForgotten(ILogger logger, string pool, string leaseId);

        [LoggerMessage(1809, LogLevel.Warning, "Pool {Pool} could not be compared with its provider: {Reason}")]
        public static partial void NotReconciled(ILogger logger, string pool, string reason);

        [LoggerMessage(1810, LogLevel.Warning,
            "Pool {Pool} has {Boxes} boxes; {Terminated} were nobody's and ended, {Closed} were gone, {Failed} could not be asked")]
        public static partial void Reconciled(ILogger logger, string pool, int boxes, int terminated, int closed, int failed);

        [LoggerMessage(1811, LogLevel.Warning, "Box {BoxId} of pool {Pool} belonged to no device and was ended")]
        public static partial void OrphanEnded(ILogger logger, string pool, string boxId);
    }
}
