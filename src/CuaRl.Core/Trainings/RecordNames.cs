using System.Globalization;
using CuaRl.Core.Simulations;
using CuaRl.Core.Text;

namespace CuaRl.Core.Trainings;

/// <summary>The names that the service gives.</summary>
public static class RecordNames
{
    /// <summary>
    /// The name of a training that was given none, as cua_rl forms it: model, rank, learning rate, group size, groups, seed and
    /// the minute.
    /// </summary>
    public static string Training(
        string modelName, int loraRank, double learningRate, int groupSize, int groupsPerBatch, long seed, DateTimeOffset now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"cua_rl-{modelName.Replace('/', '-')}-{loraRank}rank-{PythonNumber.Of(learningRate)}lr-{groupSize}group-{groupsPerBatch}batch-seed{seed}-{now.UtcDateTime:yyyy-MM-dd-HH-mm}");

    /// <summary>The name of a rollout's run, <c>task #index</c>; a task's id that is too long for it is cut.</summary>
    public static string Run(string taskId, int envIndex)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $" #{envIndex}");
        var room = SimulationRules.MaxNameLength - place.Length;
        if (taskId.Length <= room)
        {
            return taskId + place;
        }

        return (char.IsHighSurrogate(taskId[room - 1]) ? taskId[..(room - 1)] : taskId[..room]) + place;
    }
}
