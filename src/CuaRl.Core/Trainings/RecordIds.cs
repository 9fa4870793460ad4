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

    /// <summary>
    /// The id of an attempt's run that goes on from a turn of another one. It follows from where it begins, too: a creation that broke
    /// off may have been of another beginning than the one that is repeated.
    /// </summary>
    public static string Branch(long trainingNumber, string rolloutId, int attempt, string parentRunId, int turn) =>
        DerivedId.From("branched attempt", Text(trainingNumber), rolloutId, Text(attempt), parentRunId, Text(turn));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
