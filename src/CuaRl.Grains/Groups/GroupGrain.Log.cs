using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Groups;

internal sealed partial class GroupGrain
{
    private static partial class Log
    {
        [LoggerMessage(1501, LogLevel.Debug, "Group {GroupId} of task {TaskId} created in batch {BatchId} at {GroupNumber}")]
        public static partial void Created(ILogger logger, string groupId, string taskId, string batchId, int groupNumber);

        [LoggerMessage(1502, LogLevel.Debug, "Group {GroupId} is {Status}")]
        public static partial void Moved(ILogger logger, string groupId, GroupStatus status);
    }
}
