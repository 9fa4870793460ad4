using System.ComponentModel;

namespace CuaRl.Silo.Http.Tasks;

/// <summary>The tasks that sources gave; all of them are stored.</summary>
internal sealed record TaskSelectionDetails
{
    [Description("In their order.")]
    public required IReadOnlyList<TaskDetails> Items { get; init; }

    [Description("What was passed over, in words.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    public static TaskSelectionDetails From(TaskSelectionResult result) =>
        new() { Items = [.. result.Tasks.Select(TaskDetails.From)], Warnings = result.Warnings };
}
