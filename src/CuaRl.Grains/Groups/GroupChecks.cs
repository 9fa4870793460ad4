using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Groups;

/// <summary>Lays Core's rules over what callers say of groups, field by field, under the names that HTTP clients know.</summary>
internal static class GroupChecks
{
    public static void Check(string id, GroupDefinition definition)
    {
        _ = GrainKeys.Training(definition.TrainingId);
        Check(definition.Request);
        Rule.Keep("group_number", RecordIds.Group(definition.BatchId, definition.Request.GroupNumber) == id
            ? null : "must be the place in the batch that the group's id follows from");
        Rule.Keep("max_turns", RecordRules.Range(definition.MaxTurns, 1, RecordRules.MaxTurns));
    }

    public static void Check(GroupRequest request)
    {
        Rule.Keep("group_number", RecordRules.Range(request.GroupNumber, 0));
        Rule.Keep("task_id", RecordRules.Name(request.TaskId));
        Rule.Keep("num_rollouts", RecordRules.Range(request.NumRollouts, 1, RecordRules.MaxParts));
    }

    public static void CheckError(string error) => Rule.Keep("error", RecordRules.Error(error));

    public static void CheckPlace(int envIndex, int rollouts) =>
        Rule.Keep("env_index", RecordRules.Range(envIndex, 0, rollouts - 1));
}
