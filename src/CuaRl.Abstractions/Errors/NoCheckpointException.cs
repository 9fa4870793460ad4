using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A training cannot be branched from a step, since no state was saved after it. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.NoCheckpointException")]
public sealed class NoCheckpointException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="trainingId">The training.</param>
    /// <param name="step">The step that was asked for.</param>
    /// <param name="steps">The completed steps with a saved state; the last few.</param>
    public NoCheckpointException(string trainingId, int step, ImmutableArray<int> steps)
        : base($"The training '{trainingId}' has no completed step {step} with a saved state to branch from. "
            + (steps.IsDefaultOrEmpty
                ? "None of its steps has one: save_every says how often states are saved, and the last step always saves one."
                : $"These steps have one: {string.Join(", ", steps)}. save_every says how often states are saved."))
    {
        TrainingId = trainingId;
        Step = step;
        Steps = steps;
    }

    /// <summary>The training.</summary>
    [Id(0)]
    public string TrainingId { get; }

    /// <summary>The step that was asked for.</summary>
    [Id(1)]
    public int Step { get; }

    /// <summary>The completed steps with a saved state; the last few.</summary>
    [Id(2)]
    public ImmutableArray<int> Steps { get; }
}
