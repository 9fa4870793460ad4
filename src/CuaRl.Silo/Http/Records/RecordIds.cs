using System.Globalization;

namespace CuaRl.Silo.Http.Records;

/// <summary>Ids of records in paths and queries: a UUID, or the record's number; of a training also its name.</summary>
internal static class RecordIds
{
    public const string Description = "A UUID, or the number that clients of the original API know it by.";

    private static readonly RecordKind[] BatchKinds = [RecordKind.Step, RecordKind.Eval, RecordKind.Baseline];

    /// <summary>The training's id by its UUID, number or name.</summary>
    /// <exception cref="NotFoundException">There is none of that number or name.</exception>
    public static async Task<string> TrainingIdAsync(this IGrainFactory grains, string id, CancellationToken cancellationToken)
    {
        if (GrainKeys.IsRunId(id))
        {
            return id;
        }

        var catalog = grains.GetTrainingCatalog();
        if (Number(id) is { } number && await catalog.FindId(RecordKind.Training, number, cancellationToken) is { } found)
        {
            return found;
        }

        return (await catalog.FindByName(id, cancellationToken))?.Id ?? throw Missing("training", id);
    }

    /// <summary>The batch's id by its UUID, or its kind and number, such as <c>step-7</c>: each kind counts for itself.</summary>
    /// <exception cref="NotFoundException">There is none of that number.</exception>
    /// <exception cref="MalformedIdException">It is neither.</exception>
    public static async Task<string> BatchIdAsync(this IGrainFactory grains, string id, CancellationToken cancellationToken)
    {
        foreach (var kind in BatchKinds)
        {
            var prefix = $"{Words<RecordKind>.Of(kind)}-";
            if (id.StartsWith(prefix, StringComparison.Ordinal) && Number(id[prefix.Length..]) is { } number)
            {
                return await grains.GetTrainingCatalog().FindId(kind, number, cancellationToken) ?? throw Missing("batch", id);
            }
        }

        GrainKeys.Batch(id); // Neither is nothing that any batch could have, which the key says.
        return id;
    }

    /// <summary>The group's id by its UUID or number.</summary>
    /// <exception cref="NotFoundException">There is none of that number.</exception>
    public static Task<string> GroupIdAsync(this IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.IdAsync(RecordKind.Group, id, GrainKeys.Group, cancellationToken);

    /// <summary>The rollout's id by its UUID or number.</summary>
    /// <exception cref="NotFoundException">There is none of that number.</exception>
    public static Task<string> RolloutIdAsync(this IGrainFactory grains, string id, CancellationToken cancellationToken) =>
        grains.IdAsync(RecordKind.Rollout, id, GrainKeys.Rollout, cancellationToken);

    private static async Task<string> IdAsync(
        this IGrainFactory grains, RecordKind kind, string id, Func<string, string> key, CancellationToken cancellationToken)
    {
        if (Number(id) is { } number)
        {
            return await grains.GetTrainingCatalog().FindId(kind, number, cancellationToken)
                ?? throw Missing(Words<RecordKind>.Of(kind), id);
        }

        key(id); // A UUID, or nothing that any record could have, which the key says.
        return id;
    }

    public static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static NotFoundException Missing(string kind, string id) =>
        new(kind, id.Length <= GrainKeys.MaxIdLength ? id : id[..GrainKeys.MaxIdLength]);
}
