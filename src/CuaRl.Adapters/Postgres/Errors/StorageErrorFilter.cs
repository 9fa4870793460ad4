using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace CuaRl.Adapters.Postgres.Errors;

/// <summary>
/// Turns failures of the database into errors of this service, so that no provider's exception crosses a grain. On the way
/// in it stands around a grain's method; on the way out around a call, for a grain that could not even load its state.
/// </summary>
internal sealed partial class StorageErrorFilter(ILogger<StorageErrorFilter> logger)
    : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => InvokeAsync(context);

    public Task Invoke(IOutgoingGrainCallContext context) => InvokeAsync(context);

    private async Task InvokeAsync(IGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception error) when (error is not (CuaRlException or InconsistentStateException)
            && PostgresErrors.Translate(error) is { } known)
        {
            // A lost compare-and-set passes as it is: the runtime ends the activation on it. An outage fails every call, so
            // each is one line; a refusal is a fault of ours, and its stack is wanted.
            Log.Failed(logger, context.InterfaceName, context.MethodName, known.Message, known.IsTransient ? null : error);
            throw known;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2201, LogLevel.Warning, "{Interface}.{Method}: {Problem}")]
        public static partial void Failed(
            ILogger logger, string? @interface, string? method, string problem, Exception? error);
    }
}
