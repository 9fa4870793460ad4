using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>A step of two trainings.</summary>
internal sealed record ComparedStepDetails
{
    public required int Step { get; init; }

    [Description("Null where the one has not completed it.")]
    public required StepMeasureDetails? Left { get; init; }

    [Description("Null where the other has not completed it.")]
    public required StepMeasureDetails? Right { get; init; }

    public static ComparedStepDetails From(ComparedStep step) => new()
    {
        Step = step.Step,
        Left = StepMeasureDetails.From(step.Left),
        Right = StepMeasureDetails.From(step.Right),
    };
}
