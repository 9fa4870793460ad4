using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Simulations;

internal sealed partial class SimulationGrain
{
    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Information, "Simulation {SimulationId} created: {Environment}, {Agent}")]
        public static partial void Created(ILogger logger, string simulationId, string environment, string agent);
    }
}
