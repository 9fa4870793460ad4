using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>A page of trainings, newest first.</summary>
internal sealed record TrainingList
{
    public required IReadOnlyList<TrainingDetails> Items { get; init; }

    [Description("The 'after' of the next page; null when there was no more.")]
    public required string? Next { get; init; }

    public static TrainingList From(TrainingPage page) =>
        new() { Items = [.. page.Items.Select(TrainingDetails.From)], Next = page.Next };
}
