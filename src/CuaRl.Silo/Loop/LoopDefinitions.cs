using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Loop;

internal static class LoopDefinitions
{
    public static bool IsDriven(TrainingDefinition definition) => definition.Config.ToString().Contains("\"provider\"");

    public static LoopConfiguration Read(TrainingDefinition definition) => throw new NotSupportedException(definition.RunName);

    public static TaskSource SourceOf(TaskChoice choice) => new()
    {
        SourceType = choice.SourceType,
        TaskIds = choice.TaskIds,
        Category = choice.Category,
        Difficulty = choice.Difficulty,
        FilePath = choice.FilePath,
        CustomTasks = choice.CustomTasks,
        Limit = choice.Limit,
        Seed = choice.Seed,
    };
}
