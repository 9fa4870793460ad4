namespace CuaRl.Silo.Http.Trainings;

/// <summary>One of the trainings that are compared.</summary>
internal sealed record ComparedTraining
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string RunName { get; init; }

    public required string Status { get; init; }

    public required double ProgressPercent { get; init; }

    public static ComparedTraining From(TrainingInfo training) => new()
    {
        Id = training.Id,
        Number = training.Number,
        RunName = training.RunName,
        Status = Words<TrainingStatus>.Of(training.Status),
        ProgressPercent = training.Progress.Percent,
    };
}
