using System.Globalization;
using CuaRl.Core.Text;

namespace CuaRl.Core.Trainings;

/// <summary>The name of a training whose caller gives none.</summary>
public static class RunNames
{
    /// <summary>The name as cua_rl forms it; it tells apart what starts in different minutes or is configured differently.</summary>
    /// <param name="modelName">The base model; its slashes become hyphens.</param>
    /// <param name="loraRank">The rank.</param>
    /// <param name="learningRate">The learning rate, written as Python does.</param>
    /// <param name="groupSize">Rollouts per group.</param>
    /// <param name="groupsPerBatch">Groups per step.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="startedAt">When it starts; its own clock is taken, to the minute.</param>
    public static string Default(
        string modelName,
        int loraRank,
        double learningRate,
        int groupSize,
        int groupsPerBatch,
        long seed,
        DateTimeOffset startedAt)
    {
        var model = modelName.Replace('/', '-');
        var minute = startedAt.ToString("yyyy-MM-dd-HH-mm", CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"cua_rl-{model}-{loraRank}rank-{PythonNumber.Of(learningRate)}lr-"
            + $"{groupSize}group-{groupsPerBatch}batch-seed{seed}-{minute}");
    }
}
