using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Trees;

internal sealed partial class StateTreeGrain
{
    private static partial class Log
    {
        [LoggerMessage(1201, LogLevel.Debug, "State tree {Tree} loaded: {Runs} runs in {Milliseconds} ms")]
        public static partial void Loaded(ILogger logger, string tree, int runs, double milliseconds);
    }
}
