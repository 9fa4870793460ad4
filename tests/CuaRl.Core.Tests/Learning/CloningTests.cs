using CuaRl.Core.Learning;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Learning;

public sealed class CloningTests
{
    private static readonly CuaTask[] Tasks =
        [.. new[] { "train_01_open_settings", "train_05_disable_wifi", "train_09_clear_notifications" }.Select(id => DemoTasks.Find(id)!)];

    [Fact]
    public void Run_OnOneThreadOrTwo_EndsWithTheSameBitsBelowTheLimit()
    {
        var learner = new PolicyLearner(new PolicyShape(), 1);

        var (one, two) = (Run(learner, threads: 1), Run(learner, threads: 2));

        Assert.Equal(one.Learner.ToCheckpoint().Write(), two.Learner.ToCheckpoint().Write());
        Assert.Equal((one.Success, one.Steps, one.Demonstrations), (two.Success, two.Steps, two.Demonstrations));
        Assert.InRange(one.Success, 0.02, 0.3);
        Assert.Equal((3, one.Steps), (one.Demonstrations, (int)one.Learner.Steps));
        Assert.True(one.Steps > 1);
        Assert.Equal(0, learner.Steps);
    }

    [Fact]
    public void Run_WhereSuccessIsAboveTheLimitAlready_TakesNoStep()
    {
        var taught = Run(new PolicyLearner(new PolicyShape(), 1), upTo: 0.9).Learner;

        var again = Run(taught, upTo: 0.1);

        Assert.Equal(0, again.Steps);
        Assert.InRange(again.Success, 0.1, 1);
    }

    [Fact]
    public void Run_WithATaskThatNobodyCanDemonstrate_PassesItOver() => Assert.Equal(
        1,
        Run(new PolicyLearner(new PolicyShape(), 1), tasks: [Tasks[0], CuaTask.OfDescription("a", "a", "Be happy.")], steps: 1).Demonstrations);

    [Fact]
    public void Run_WithNothingToImitateOrToStopBy_SaysWhich()
    {
        var learner = new PolicyLearner(new PolicyShape(), 1);
        var strange = Tasks[0] with { ValidationQuery = "app_installed", ExpectedResult = """{"package": "own.app", "installed": true}""" };

        Assert.Contains("has a validator", Refused([CuaTask.OfDescription("a", "a", "Be happy.")]), StringComparison.Ordinal);
        Assert.Contains("nobody can demonstrate", Refused([strange]), StringComparison.Ordinal);

        string Refused(CuaTask[] tasks) => Assert.Throws<NothingToCloneException>(() => Run(learner, tasks: tasks)).Message;
    }

    [Fact]
    public void Run_ThatIsGivenUp_LeavesTheLearner()
    {
        var learner = new PolicyLearner(new PolicyShape(), 1);

        Assert.ThrowsAny<OperationCanceledException>(() => Cloning.Run(learner, Tasks, Options(), new CancellationToken(canceled: true)));

        Assert.Equal(0, learner.Steps);
    }

    private static CloningResult Run(
        PolicyLearner learner, int threads = 2, double upTo = 0.3, CuaTask[]? tasks = null, int steps = 200) =>
        Cloning.Run(learner, tasks ?? Tasks, Options() with { Threads = threads, UpTo = upTo, MaxSteps = steps }, default);

    private static CloningOptions Options() => new() { Seed = 1, UpTo = 0.3, Adam = new AdamSettings() };
}
