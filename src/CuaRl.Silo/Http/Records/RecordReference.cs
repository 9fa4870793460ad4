using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Records;

/// <summary>A record of any kind, as a path names it.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Number">Its number.</param>
internal readonly record struct RecordReference(RecordKind Kind, long Number)
{
    public const string Description =
        "The kind is trainings, steps, evals, baselines, batches, groups, rollouts or environments; the id is the record's number or "
        + "its UUID (of batches only that, of environments only the number).";

    /// <summary>The record that a path names.</summary>
    /// <exception cref="RequestInvalidException">There is no such kind.</exception>
    /// <exception cref="NotFoundException">There is no such record.</exception>
    public static async Task<RecordReference> ReadAsync(
        IGrainFactory grains, string kind, string id, CancellationToken cancellationToken)
    {
        if (kind == "batches")
        {
            return await OfBatchAsync(grains, await grains.BatchIdAsync(id, cancellationToken));
        }

        if (!kind.EndsWith('s') || Words<RecordKind>.Find(kind[..^1]) is not { } found)
        {
            throw new RequestInvalidException(new FieldError
            {
                Type = "enum",
                Loc = ["path", "kind"],
                Msg = "Input should be trainings, steps, evals, baselines, batches, groups, rollouts or environments",
            });
        }

        return RecordIds.Number(id) is { } number
            ? new(found, number)
            : found switch
            {
                RecordKind.Training => new(found, (await grains.GetTraining(await grains.TrainingIdAsync(id, cancellationToken)).Describe()).Number),
                RecordKind.Group => new(found, (await grains.GetGroup(id).Describe()).Number),
                RecordKind.Rollout => new(found, (await grains.GetRollout(id).Describe()).Number),
                RecordKind.Environment => throw new MalformedIdException("environment", id),
                _ => await OfBatchAsync(grains, id) is var batch && batch.Kind == found
                    ? batch
                    : throw new NotFoundException(kind[..^1], id),
            };
    }

    private static async Task<RecordReference> OfBatchAsync(IGrainFactory grains, string id)
    {
        var batch = await grains.GetBatch(id).Describe();
        return new(KindOf(batch.Request.SourceType), batch.Number);
    }

    private static RecordKind KindOf(SourceType source) => source switch
    {
        SourceType.Step or SourceType.WarmStart => RecordKind.Step,
        SourceType.Eval => RecordKind.Eval,
        _ => RecordKind.Baseline,
    };
}
