namespace CuaRl.Silo.Http.Records;

/// <summary>The tags and notes on a record, oldest first.</summary>
internal sealed record AnnotationList
{
    public required IReadOnlyList<AnnotationDetails> Items { get; init; }
}
