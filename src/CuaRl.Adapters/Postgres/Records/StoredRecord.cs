namespace CuaRl.Adapters.Postgres.Records;

/// <summary>A record as its row is.</summary>
/// <param name="Payload">The record; null where it was cleared.</param>
/// <param name="Version">Its version.</param>
internal sealed record StoredRecord(byte[]? Payload, int? Version);
