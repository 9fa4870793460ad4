using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A training cannot be deleted, since branches go on from what it saved. Nothing was deleted.</summary>
[GenerateSerializer, Alias("cuarl.TrainingNeededException")]
public sealed class TrainingNeededException : CuaRlException
{
    /// <summary>From so many on, more may need it than are named.</summary>
    private const int Few = 10;

    /// <summary>Makes the error.</summary>
    /// <param name="trainingId">The training.</param>
    /// <param name="neededBy">The names of the trainings that need it; the first few.</param>
    public TrainingNeededException(string trainingId, ImmutableArray<string> neededBy)
        : base($"The training '{trainingId}' cannot be deleted: it holds what these branches go on from: {string.Join(", ", neededBy)}"
            + (neededBy.Length < Few ? ". " : ", and perhaps others. ")
            + "A branch needs its parent until it has saved a state of its own, and the weights that a KL penalty draws to for good. "
            + "Delete those branches first, or wait for them to save.")
    {
        TrainingId = trainingId;
        NeededBy = neededBy;
    }

    /// <summary>The training.</summary>
    [Id(0)]
    public string TrainingId { get; }

    /// <summary>The names of the trainings that need it; the first few.</summary>
    [Id(1)]
    public ImmutableArray<string> NeededBy { get; }
}
