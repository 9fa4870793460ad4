using System.Globalization;
using CuaRl.Core.Ids;

namespace CuaRl.Core.Trainings;

/// <summary>The ids of a training and all below it: each follows from its parent's, so creating twice is creating once.</summary>
public static class RecordIds
{
    /// <summary>The id of the training of that name.</summary>
    public static string Training(string runName) => DerivedId.From("training", runName);

    /// <summary>The id of a batch; the source type by its stored name, such as <c>step</c>.</summary>
    public static string Batch(string trainingId, string sourceType, int step) =>
        DerivedId.From("batch", trainingId, sourceType, Text(step));

    /// <summary>The id of a group by its place in the batch.</summary>
    public static string Group(string batchId, int groupNumber) => DerivedId.From("group", batchId, Text(groupNumber));

    /// <summary>The id of a rollout by its place in the group.</summary>
    public static string Rollout(string groupId, int envIndex) => DerivedId.From("rollout", groupId, Text(envIndex));

    /// <summary>
    /// The id of an attempt's run. It follows from the training's number too: a run that was pruned stays, so a training that
    /// was deleted and started again by its name needs others.
    /// </summary>
    public static string Run(long trainingNumber, string rolloutId, int attempt) =>
        DerivedId.From("attempt", Text(trainingNumber), rolloutId, Text(attempt));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
