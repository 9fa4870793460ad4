namespace CuaRl.Silo.Http.Tasks;

/// <summary>Tasks as they are stored now, in the order that they were sent in.</summary>
internal sealed record TaskSaved
{
    public required IReadOnlyList<TaskDetails> Items { get; init; }
}
