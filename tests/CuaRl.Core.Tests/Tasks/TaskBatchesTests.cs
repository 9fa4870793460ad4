using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Tasks;

/// <summary>The orders expected here are those of Python 3.11.</summary>
public sealed class TaskBatchesTests
{
    [Fact]
    public void Batches_OfTheTrainingTasks_AreThoseOfTheOriginal()
    {
        var batches = new TaskBatches<CuaTask>(DemoTasks.Training, 4, seed: 0);

        Assert.Equal(6, batches.Count);
        Assert.Equal(
            ["36,43,14,22", "13,01,09,32", "05,03,35,04", "30,06,10,12", "48,23,26,11", "02,21,19"],
            Enumerable.Range(0, batches.Count).Select(batch => Numbers(batches[batch])));
    }

    [Fact]
    public void Batches_OfAnEvaluation_AreSingleTasksShuffledByItsOwnSeed()
    {
        var batches = new TaskBatches<CuaTask>(DemoTasks.Evaluation, 1, 0 + TaskBatches.EvalSeedOffset);

        Assert.Equal(
            "12,10,06,09,16,01,11,05,02",
            string.Join(',', Enumerable.Range(0, batches.Count).Select(batch => Numbers(batches[batch]))));
    }

    [Theory]
    [InlineData(1, 2, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(3, 2, 2)]
    [InlineData(23, 10, 3)]
    public void CountOf_Tasks_RoundsUp(int tasks, int groupsPerBatch, int expected) =>
        Assert.Equal(expected, TaskBatches.CountOf(tasks, groupsPerBatch));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Batch_BeyondTheEnd_IsRefused(int batch)
    {
        var batches = new TaskBatches<int>([1, 2, 3], 2, 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => batches[batch].Length);
    }

    [Fact]
    public void Batches_OfNothing_AreRefusedInTheOriginalsWords() => Assert.Equal(
        "tasks list cannot be empty",
        Assert.Throws<TaskSourceException>(() => new TaskBatches<int>([], 2, 0)).Message);

    private static string Numbers(ReadOnlySpan<CuaTask> tasks) =>
        string.Join(',', tasks.ToArray().Select(task => task.Id.Split('_')[1]));
}
