namespace CuaRl;

/// <summary>Where a training that is a branch began. It never changes, and stays when the training that it names is deleted.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingOrigin")]
public sealed record TrainingOrigin
{
    /// <summary>The training that was branched from.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>Its number, which another training of the same name would not have.</summary>
    [Id(1)]
    public required long TrainingNumber { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public required string RunName { get; init; }

    /// <summary>The last step, counted from 0, that both share: the branch's own first step is the next.</summary>
    [Id(3)]
    public required int Step { get; init; }

    /// <summary>The state that was saved after that step, weights with their optimizer, which the branch goes on from.</summary>
    [Id(4)]
    public required string CheckpointPath { get; init; }

    /// <summary>The policy after that step, as the step names it; null where it names none.</summary>
    [Id(5)]
    public string? ModelPath { get; init; }

    /// <summary>The training that keeps <see cref="KlReferencePath"/>: the first of the lineage. Null where none is kept.</summary>
    [Id(6)]
    public string? KlReferenceTrainingId { get; init; }

    /// <summary>The policy before the first step of the lineage, which a KL penalty draws to. Null where none is kept.</summary>
    [Id(7)]
    public string? KlReferencePath { get; init; }
}
