namespace CuaRl.Benchmarks.Record;

/// <summary>The JSON of a state as it is stored.</summary>
internal sealed record RawRow(byte[] Observation, byte[]? Action, byte[]? Info, byte[]? ExtraMetadata)
{
    public int Size => Observation.Length + (Action?.Length ?? 0) + (Info?.Length ?? 0) + (ExtraMetadata?.Length ?? 0);
}
