namespace CuaRl.Silo.Http.Records;

/// <summary>Changes of a record's status, newest first.</summary>
internal sealed record StatusChangeList
{
    public required IReadOnlyList<StatusChangeDetails> Items { get; init; }
}
