using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Runs;

internal sealed partial class RunGrain
{
    private static partial class Log
    {
        [LoggerMessage(1101, LogLevel.Debug, "Run {RunId} of simulation {SimulationId} created after {Start}")]
        public static partial void Created(ILogger logger, string runId, string? simulationId, StateId? start);

        [LoggerMessage(1102, LogLevel.Information, "Run {RunId} is {Status} at step {Head}")]
        public static partial void Moved(ILogger logger, string runId, RunStatus status, long head);
    }
}
