using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.TestKit.Policies;

namespace CuaRl.Core.Tests.Policies;

/// <summary>The policy learns real tasks on the simulated phone, from verdicts alone once it has seen each done once.</summary>
public sealed class PolicyLearningTests
{
    private const int Episodes = 40;

    private static readonly CuaTask[] Tasks =
    [
        .. new[] { "train_01_open_settings", "train_05_disable_wifi", "train_09_clear_notifications", "train_10_timeout_30s" }
            .Select(id => DemoTasks.Find(id)!),
    ];

    [Fact]
    public void Training_OnAFewTasks_RaisesSuccessFarBeyondNoise()
    {
        var school = new PolicySchool(Tasks, new PolicySchoolSettings { GroupSize = 8, GroupsPerStep = 4 });
        var untrained = Success(school);
        var cloned = school.Clone(episodes: 20);
        while (school.Steps < 120)
        {
            school.Step();
        }

        var trained = Success(school);

        // Of 160 episodes one deviation is at most 0.04.
        Assert.InRange(untrained, 0, 0.2);
        Assert.InRange(cloned, 0.05, 0.3);
        Assert.True(trained >= 0.75, $"{trained} after training, {cloned} after cloning");
    }

    [Fact]
    public void Training_OnOneThreadOrTwo_EndsWithTheSameWeights()
    {
        var policies = Enumerable.Range(1, 2).Select(threads =>
        {
            var school = new PolicySchool(Tasks, new PolicySchoolSettings { GroupSize = 4, GroupsPerStep = 4, Threads = threads });
            school.Clone(episodes: 4, mostSteps: 10);
            school.Step();
            school.Step();
            return school.Policy;
        }).ToArray();

        Assert.Equal(SampleDecisions.Bitwise(policies[0]), SampleDecisions.Bitwise(policies[1]));
        Assert.Contains(policies[0].Weights, weight => weight != 0);
    }

    private static double Success(PolicySchool school) => school.Evaluate(Tasks, Episodes).Average(task => task.Success);
}
