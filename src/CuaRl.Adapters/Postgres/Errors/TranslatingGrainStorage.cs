using System.Text.Json;
using Orleans.Storage;

namespace CuaRl.Adapters.Postgres.Errors;

/// <summary>
/// Grain storage whose failures are errors of this service. A call filter is not enough: a grain whose state cannot be
/// loaded fails before any filter of its silo, and an exception of the provider's could not cross to the caller.
/// </summary>
internal sealed class TranslatingGrainStorage(IGrainStorage inner) : IGrainStorage
{
    /// <summary>
    /// Beyond the driver's own time-outs and within the time of a grain call. When a server stands still, the driver's
    /// attempt to cancel a statement stands still with it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadAsync(inner.ReadStateAsync(stateName, grainId, grainState), stateName, grainId);

    public Task ReadStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadAsync(inner.ReadStateAsync(stateName, grainId, grainState, cancellationToken), stateName, grainId);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TranslateAsync(inner.WriteStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TranslateAsync(inner.WriteStateAsync(stateName, grainId, grainState, cancellationToken));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        TranslateAsync(inner.ClearStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(
        string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        TranslateAsync(inner.ClearStateAsync(stateName, grainId, grainState, cancellationToken));

    private static async Task ReadAsync(Task operation, string stateName, GrainId grainId)
    {
        try
        {
            await TranslateAsync(operation);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            throw new UnreadableRecordException($"{stateName} of {grainId}", error.Message);
        }
    }

    private static async Task TranslateAsync(Task operation)
    {
        try
        {
            await operation.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new StorageUnavailableException("it does not answer");
        }
        catch (Exception error) when (error is not (CuaRlException or InconsistentStateException)
            && PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }
}
