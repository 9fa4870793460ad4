using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Batches;

internal sealed partial class BatchGrain
{
    private static partial class Log
    {
        [LoggerMessage(1401, LogLevel.Information, "Batch {BatchId} created: {SourceType} {Step} of training {TrainingId}")]
        public static partial void Created(ILogger logger, string batchId, SourceType sourceType, int step, string trainingId);

        [LoggerMessage(1402, LogLevel.Information, "Batch {BatchId} is {Status}")]
        public static partial void Moved(ILogger logger, string batchId, BatchStatus status);
    }
}
