namespace CuaRl.Adapters.Postgres.Records;

/// <summary>A record whose grain waits for it to be stored: the version that it has then, or null where another is stored.</summary>
/// <param name="key">Whose it is.</param>
/// <param name="version">The version that it replaces; null where none is expected.</param>
/// <param name="payload">The record.</param>
internal sealed class RecordWrite(RecordKey key, int? version, byte[] payload)
    : TaskCompletionSource<int?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public RecordKey Key => key;

    public int? Version => version;

    public byte[] Payload => payload;
}
