namespace CuaRl;

/// <summary>A step of two trainings.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.ComparedStep")]
public sealed record ComparedStep
{
    /// <summary>The step, counted from 0.</summary>
    [Id(0)]
    public required int Step { get; init; }

    /// <summary>What it came to in the one; null where that has not completed it.</summary>
    [Id(1)]
    public StepMeasures? Left { get; init; }

    /// <summary>What it came to in the other; null where that has not completed it.</summary>
    [Id(2)]
    public StepMeasures? Right { get; init; }
}
