using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Policies;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

/// <summary>
/// Through the trainer's port alone, the policy learns real tasks on the simulated phone, from verdicts once it has seen each done once.
/// </summary>
public sealed class EmbeddedLearningTests
{
    private const int Episodes = 40;

    private static readonly CuaTask[] Tasks =
    [
        .. new[] { "train_01_open_settings", "train_05_disable_wifi", "train_09_clear_notifications", "train_10_timeout_30s" }
            .Select(id => DemoTasks.Find(id)!),
    ];

    private readonly ITrainer _trainer = LocalTrainer.Start(TestFolders.Create("checkpoints"));

    [Fact]
    public async Task Training_OnAFewTasks_RaisesSuccessFarBeyondNoise()
    {
        var school = await OpenAsync(new PolicySchoolSettings { GroupSize = 8, GroupsPerStep = 4 });
        var untrained = await SuccessAsync(school);
        var cloned = await school.CloneAsync();
        while (school.Steps < 120)
        {
            await school.StepAsync();
        }

        var trained = await SuccessAsync(school);

        // Of 160 episodes one deviation is at most 0.04.
        Assert.InRange(untrained, 0, 0.2);
        Assert.Equal(Tasks.Length, cloned.Demonstrations);
        Assert.InRange(cloned.Success, 0.05, 0.3);
        Assert.True(trained >= 0.75, $"{trained} after training, {cloned.Success} after cloning");
    }

    [Theory]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.5)]
    public async Task Step_OnWhatWasSampledFromTheSameWeights_HasARatioOfExactlyOne(double temperature)
    {
        var school = await OpenAsync(new PolicySchoolSettings { GroupSize = 4, GroupsPerStep = 4, Temperature = temperature });
        await school.CloneAsync();
        for (var step = 0; step < 3; step++)
        {
            var metrics = await school.StepAsync();

            Assert.Equal((1.0, 1.0, 1.0), (metrics["optim/ratio_min"], metrics["optim/ratio_mean"], metrics["optim/ratio_max"]));
            Assert.Equal(0, metrics["optim/kl_sample_train_v2"]);
        }
    }

    [Theory]
    [InlineData(PolicyModels.Linear)]
    [InlineData("embedded/hidden-4")]
    public async Task Training_SavedAndGoneOnWithInANewSession_EndsWithTheSameBytesWhateverTheThreads(string model)
    {
        var settings = new PolicySchoolSettings { GroupSize = 4, GroupsPerStep = 4 };
        var whole = await OpenAsync(settings, model);
        await whole.CloneAsync();
        await whole.StepAsync();
        var middle = await whole.Session.SaveStateAsync(whole.NextSequence(), "000001", default);
        await whole.StepAsync();
        await whole.StepAsync();

        var resumed = await OpenAsync(settings with { Threads = 1 }, model);
        await resumed.ResumeAsync(middle, steps: 1);
        await resumed.StepAsync();
        await resumed.StepAsync();

        Assert.NotEqual(whole.Session.Id, resumed.Session.Id);
        Assert.Equal(await BytesAsync(whole, "whole"), await BytesAsync(resumed, "resumed"));
        Assert.NotEqual(await BytesAsync(whole, "whole"), LocalTrainer.BytesOf(_trainer, middle));
    }

    private async Task<byte[]> BytesAsync(PolicySchool school, string name) =>
        LocalTrainer.BytesOf(_trainer, await school.Session.SaveStateAsync(school.NextSequence(), name, default));

    private static async Task<double> SuccessAsync(PolicySchool school) =>
        (await school.EvaluateAsync(Tasks, Episodes)).Average(task => task.Success);

    private async Task<PolicySchool> OpenAsync(PolicySchoolSettings settings, string model = PolicyModels.Linear) =>
        new(await _trainer.OpenAsync(new TrainerModel("learning", model, 0, 1), null, default), Tasks, settings);
}
