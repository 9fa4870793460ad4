using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Trainings;

internal sealed partial class TrainingGrain
{
    private static partial class Log
    {
        [LoggerMessage(1301, LogLevel.Information, "Training {TrainingId} created: {RunName}, {Model}")]
        public static partial void Created(ILogger logger, string trainingId, string runName, string model);

        [LoggerMessage(1302, LogLevel.Information, "Training {TrainingId} is {Status}, by {Actor}")]
        public static partial void Moved(ILogger logger, string trainingId, TrainingStatus status, string? actor);

        [LoggerMessage(1304, LogLevel.Warning, "A change of training {TrainingId} has not reached all below yet; it is tried again: {Reason}")]
        public static partial void SweepStopped(ILogger logger, string trainingId, string reason, Exception? error);

        [LoggerMessage(1305, LogLevel.Information, "Training {TrainingId} ({RunName}) is a branch of {Parent} after step {Step}")]
        public static partial void Branched(ILogger logger, string trainingId, string runName, string parent, int step);

        [LoggerMessage(
            1306, LogLevel.Warning,
            "The deletion of training {TrainingId} ({RunName}) is taken back: {Branches} came before it and need what it saved")]
        public static partial void DeletionTakenBack(ILogger logger, string trainingId, string runName, string branches);

        [LoggerMessage(1303, LogLevel.Information, "Training {TrainingId} ({RunName}) deleted by {Actor}")]
        public static partial void Deleted(ILogger logger, string trainingId, string runName, string? actor);
    }
}
