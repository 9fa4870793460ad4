namespace CuaRl.Adapters.Postgres.Records;

/// <summary>A record that somebody waits for: null where there is none.</summary>
/// <param name="key">Whose it is.</param>
internal sealed class RecordRead(RecordKey key)
    : TaskCompletionSource<StoredRecord?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public RecordKey Key => key;
}
