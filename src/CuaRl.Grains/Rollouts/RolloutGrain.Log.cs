using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Rollouts;

internal sealed partial class RolloutGrain
{
    private static partial class Log
    {
        [LoggerMessage(1601, LogLevel.Debug, "Rollout {RolloutId} of task {TaskId} created in group {GroupId} at {EnvIndex}")]
        public static partial void Created(ILogger logger, string rolloutId, string taskId, string groupId, int envIndex);

        [LoggerMessage(1602, LogLevel.Information, "Rollout {RolloutId} begins attempt {Attempt} after: {Reason}")]
        public static partial void BegunAgain(ILogger logger, string rolloutId, int attempt, string? reason);

        [LoggerMessage(1603, LogLevel.Debug, "Rollout {RolloutId} is {Status} after {Turns} turns with reward {Reward}")]
        public static partial void Ended(ILogger logger, string rolloutId, RolloutStatus status, int turns, double? reward);

        [LoggerMessage(1604, LogLevel.Information, "Rollout {RolloutId} was judged by {Source}: {Passed}; its reward is {Reward}")]
        public static partial void Judged(ILogger logger, string rolloutId, ValidationSource source, bool? passed, double? reward);
    }
}
