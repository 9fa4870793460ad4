using System.ComponentModel;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>A page of tasks, by id.</summary>
internal sealed record TaskList
{
    public required IReadOnlyList<TaskDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }

    public static TaskList From(TaskPage page) => new() { Items = [.. page.Items.Select(TaskDetails.From)], Next = page.Next };
}
