using CuaRl.Core.Tasks;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Http;

namespace CuaRl.Silo.Commands.Demonstration.Learning;

/// <summary>An evaluation of the policy, on phones that no training saw, task by task.</summary>
internal sealed class Examination(IReadOnlyDictionary<string, Score> tasks)
{
    /// <summary>Evaluation tasks whose goal no training task has: they stand on their own rows.</summary>
    public static IReadOnlyList<string> Apart { get; } = ["eval_02", "eval_16"];

    /// <summary>The tasks that are trained on.</summary>
    public Score Training => Sum(id => !IsEvaluation(id));

    /// <summary>The tasks of the evaluation whose goal also occurs in training.</summary>
    public Score Evaluation => Sum(id => IsEvaluation(id) && !IsApart(id));

    /// <summary>One task, by what its id begins with.</summary>
    public Score Of(string prefix) => Sum(id => id.StartsWith(prefix, StringComparison.Ordinal));

    public static async Task<Examination> ReadAsync(
        IGrainFactory grains, string trainingId, SourceType source, int step, CancellationToken cancellationToken)
    {
        var batch = RecordIds.Batch(trainingId, Words<SourceType>.Of(source), step);
        var groups = await grains.GetTrainingCatalog().ListGroups(batch, cancellationToken);
        return new Examination(groups.ToDictionary(group => group.Definition.Request.TaskId, Score.Of, StringComparer.Ordinal));
    }

    private static bool IsEvaluation(string id) => DemoTasks.Evaluation.Any(task => task.Id == id);

    private static bool IsApart(string id) => Apart.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal));

    private Score Sum(Func<string, bool> isMeant) => tasks.Where(task => isMeant(task.Key)).Aggregate(default(Score), (sum, task) => sum + task.Value);
}
