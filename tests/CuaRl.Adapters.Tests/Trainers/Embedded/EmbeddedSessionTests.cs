using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

public sealed class EmbeddedSessionTests
{
    private const int Last = 7;

    private static readonly TrainerModel Model = new("t-1", PolicyModels.Linear, 0, 1);
    private static readonly AdamSettings Adam = new();

    private readonly string _folder = TestFolders.Create("checkpoints");
    private readonly ITrainer _trainer;

    public EmbeddedSessionTests() => _trainer = LocalTrainer.Start(_folder);

    [Fact]
    public async Task Request_ThatIsSentAgain_GetsTheFirstAnswerAndIsNotDoneTwice()
    {
        var (session, once) = (await OpenAsync(), await OpenAsync());
        var gradient = await session.ForwardBackwardAsync(5, Request(), default);
        await session.ForwardBackwardAsync(5, Request(), default);
        var step = await session.StepAsync(6, Adam, default);

        // As a driver that takes over does: it asks from where the other stored that it was.
        var again = await session.ForwardBackwardAsync(5, Request(), default);
        var stepAgain = await session.StepAsync(6, Adam, default);
        await once.ForwardBackwardAsync(1, Request(), default);
        await once.StepAsync(2, Adam, default);

        Assert.Same(gradient, again);
        Assert.Same(step, stepAgain);
        Assert.Equal(await StateAsync(once, 3), await StateAsync(session, 7));
    }

    [Fact]
    public async Task Request_WhoseNumberIsPastOrAnotherOnes_IsRefusedAndNamesBoth()
    {
        var session = await OpenAsync();
        await session.ForwardBackwardAsync(Last, Request(), default);

        Assert.Contains("request 6 comes after request 7", await RefusedAsync(() => session.StepAsync(6, Adam, default)), StringComparison.Ordinal);
        Assert.Contains(
            "request 7 was a gradient and cannot be a step too", await RefusedAsync(() => session.StepAsync(Last, Adam, default)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_OfLongAgo_IsRefusedAndTheLastManyAreAnswered()
    {
        var session = await OpenAsync();
        for (var sequence = 1; sequence <= 300; sequence++)
        {
            await session.StepAsync(sequence, Adam, default);
        }

        Assert.Contains("request 44 comes after request 300", await RefusedAsync(() => session.StepAsync(44, Adam, default)), StringComparison.Ordinal);
        for (var sequence = 45; sequence <= 300; sequence++)
        {
            await session.StepAsync(sequence, Adam, default);
        }

        Assert.Equal(300, Read(await StateAsync(session, 301)).Optimizer!.Steps);
    }

    [Fact]
    public async Task Request_ThatWasRefused_MayBeSentAgainByItsNumber()
    {
        var session = await OpenAsync();
        await RefusedAsync(() => session.LoadAsync(1, "embedded://t-1/weights/none", withOptimizer: true, default));

        Assert.Equal("embedded://t-1/weights/a", await session.SaveStateAsync(1, "a", default));
    }

    [Fact]
    public async Task Open_OfASessionThatIsThere_GoesOnWithWhatItLearnt()
    {
        var session = await OpenAsync();
        await session.ForwardBackwardAsync(1, Request(), default);
        await session.DisposeAsync();

        var resumed = await _trainer.OpenAsync(Model, session.Id, default);

        Assert.NotEqual(0, (await resumed.StepAsync(2, Adam, default))["optim/grad_norm"]);
        var lost = await Assert.ThrowsAsync<TrainerSessionLostException>(() => _trainer.OpenAsync(Model, "embedded-gone", default));
        Assert.Equal(("embedded", "embedded-gone"), (lost.Trainer, lost.SessionId));
        Assert.Contains(
            "not embedded/hidden-2 for 't-1'",
            await RefusedAsync(() => _trainer.OpenAsync(Model with { ModelName = "embedded/hidden-2" }, session.Id, default)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_ThatEveryDriverLetGo_AreKeptTheLastFewAndThoseInUseAll()
    {
        var sessions = new List<ITrainerSession>();
        for (var i = 0; i < 6; i++)
        {
            sessions.Add(await OpenAsync());
        }

        await _trainer.OpenAsync(Model, sessions[0].Id, default); // By two drivers now.
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }

        await Assert.ThrowsAsync<TrainerSessionLostException>(() => _trainer.OpenAsync(Model, sessions[1].Id, default));
        foreach (var kept in new[] { 0, 2, 3, 4, 5 })
        {
            Assert.Same(sessions[kept], await _trainer.OpenAsync(Model, sessions[kept].Id, default));
        }
    }

    [Theory]
    [InlineData("t-1", "Qwen/Qwen3-VL-30B-A3B-Instruct", "no model 'Qwen/Qwen3-VL-30B-A3B-Instruct'; there are embedded/linear and")]
    [InlineData("../t", PolicyModels.Linear, "'../t' is no id of a training")]
    public async Task Open_OfWhatCannotBe_IsRefusedByName(string training, string model, string why) => Assert.StartsWith(
        why, await RefusedAsync(() => _trainer.OpenAsync(new TrainerModel(training, model, 32, 1), null, default)), StringComparison.Ordinal);

    [Fact]
    public async Task Gradient_OfDatums_SaysTheLogProbabilityOfEachAction()
    {
        var result = await (await OpenAsync()).ForwardBackwardAsync(1, Request(), default);

        Assert.Equal(2, result.LogProbabilities.Count);
        Assert.All(result.LogProbabilities, said => Assert.Equal([(float)Math.Log(1 / 2.0)], said.ToArray()));

        Assert.Equal(Math.Log(2), result.Metrics["optim/policy_entropy"], 1e-12);
        Assert.Contains("loss", result.Metrics);
        Assert.Contains("optim/clip_fraction", result.Metrics);
    }

    [Fact]
    public async Task Gradient_ThatCannotBe_IsRefusedAndChangesNothing()
    {
        var session = await OpenAsync();
        var good = Request();

        await RefusedAsync(() => session.ForwardBackwardAsync(1, good with { Temperature = 0 }, default));
        await RefusedAsync(() => session.ForwardBackwardAsync(1, good with { Temperature = double.NaN }, default));
        await RefusedAsync(() => session.ForwardBackwardAsync(1, good with { Loss = new LossOptions { ClipHigh = 0.2 } }, default));
        await RefusedAsync(() => session.ForwardBackwardAsync(1, good with { Datums = [] }, default));
        Assert.Contains(
            "gradient: must be finite", await RefusedAsync(() => session.ForwardBackwardAsync(1, Request(sampled: -60), default)),
            StringComparison.Ordinal);
        Assert.Contains("not finite at token 1", await RefusedAsync(
            () => session.ForwardBackwardAsync(1, Request(sampled: -2_000), default)), StringComparison.Ordinal);

        Assert.Equal(0, (await session.StepAsync(1, Adam, default))["optim/grad_norm"]);
    }

    [Fact]
    public async Task Step_WithSettings_SaysWhatItDidAndClearsTheGradient()
    {
        var session = await OpenAsync();
        await session.ForwardBackwardAsync(1, Request(), default);

        Assert.Contains(
            "learning_rate", await RefusedAsync(() => session.StepAsync(2, new AdamSettings { LearningRate = -1 }, default)),
            StringComparison.Ordinal);
        var first = await session.StepAsync(2, new AdamSettings { LearningRate = 0.25 }, default);
        var second = await session.StepAsync(3, Adam, default);

        Assert.Equal(0.25, first["optim/lr"]);
        Assert.True(first["optim/grad_norm"] > 0);
        Assert.Equal(0, second["optim/grad_norm"]);
    }

    [Fact]
    public async Task Load_OfWhatWasSaved_IsThatStateWithItsOptimizerOrWithout()
    {
        var (session, other) = (await OpenAsync(), await OpenAsync("t-2"));
        await LearnAsync(session, 1);
        var path = await session.SaveStateAsync(3, "000001", default);
        var saved = LocalTrainer.BytesOf(_trainer, path);
        await session.ForwardBackwardAsync(4, Request(), default);

        // Another training may begin where this one was, and a gradient goes with what it was of.
        await other.LoadAsync(1, path, withOptimizer: true, default);
        await session.LoadAsync(5, path, withOptimizer: true, default);

        Assert.Equal(saved, await StateAsync(other, 2));
        Assert.Equal(saved, await StateAsync(session, 6));
        Assert.Equal(0, (await session.StepAsync(7, Adam, default))["optim/grad_norm"]);

        await other.LoadAsync(3, path, withOptimizer: false, default);
        var (whole, weights) = (Read(saved), Read(await StateAsync(other, 4)));
        Assert.Equal((1, 0), (whole.Optimizer!.Steps, weights.Optimizer!.Steps));
        Assert.Equal(new PolicyCheckpoint(whole.Policy, null).Write(), new PolicyCheckpoint(weights.Policy, null).Write());
    }

    [Fact]
    public async Task Load_OfWhatCannotBe_IsRefusedByNameAndChangesNothing()
    {
        var (session, hidden) = (await OpenAsync(), await OpenAsync(model: "embedded/hidden-2"));
        await LearnAsync(session, 1);
        var before = await StateAsync(session, 3);
        var ofHidden = await hidden.SaveStateAsync(1, "hidden", default);
        var sampler = await session.SaveSamplerAsync(4, "sampler", isKept: true, default);

        await RefusedLoadAsync("there is no checkpoint embedded://t-1/weights/none", "embedded://t-1/weights/none");
        await RefusedLoadAsync("18 feature bits and 2 hidden units, but 18 and 0 are wanted", ofHidden);
        await RefusedLoadAsync("holds weights without an optimizer; load it without one", sampler);
        await RefusedLoadAsync("'tinker://x/weights/1' is no path", "tinker://x/weights/1");
        await File.WriteAllBytesAsync(Path.Combine(_folder, "t-1", "weights", "hidden"), [1, 2, 3]);
        await RefusedLoadAsync("is damaged", ofHidden);

        Assert.Equal(before, await StateAsync(session, 6));

        async Task RefusedLoadAsync(string why, string path) => Assert.Contains(
            why, await RefusedAsync(() => session.LoadAsync(5, path, withOptimizer: true, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sampler_ThatIsKept_OutlivesTheSessionAndAnotherDoesNot()
    {
        var session = await OpenAsync();
        await LearnAsync(session, 1);
        var kept = await session.SaveSamplerAsync(3, "final", isKept: true, default);
        var passing = await session.SaveSamplerAsync(4, "000001", isKept: false, default);
        Assert.Equal("embedded://t-1/sampler_weights/final", kept);
        Assert.Equal(passing, (await session.OpenSamplerAsync(passing, default)).Path);
        var fresh = await LocalTrainer.Start(_folder).OpenAsync(Model, null, default);

        Assert.Equal(kept, (await fresh.OpenSamplerAsync(kept, default)).Path);
        Assert.Contains("were not saved", await RefusedAsync(() => fresh.OpenSamplerAsync(passing, default)), StringComparison.Ordinal);
        Assert.Contains("is no name", await RefusedAsync(
            () => session.SaveSamplerAsync(5, "../x", isKept: false, default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samplers_ThatAreNotKept_AreThereForTheLastFewSteps()
    {
        var session = await OpenAsync();
        var paths = new List<string>();
        for (var step = 0; step < 6; step++)
        {
            paths.Add(await session.SaveSamplerAsync(step + 1, $"{step:D6}", isKept: false, default));
        }

        await RefusedAsync(() => session.OpenSamplerAsync(paths[1], default));
        foreach (var path in paths.Skip(2))
        {
            Assert.Equal(path, (await session.OpenSamplerAsync(path, default)).Path);
        }
    }

    /// <summary>What samples goes on with the weights that were fixed, however far training goes.</summary>
    [Fact]
    public async Task Sampler_WhileTrainingGoesOn_StaysAsItWas()
    {
        var session = await OpenAsync();
        var path = await session.SaveSamplerAsync(1, "000000", isKept: false, default);
        var before = await SampledAsync();
        await LearnAsync(session, 2);

        Assert.Equal(before, await SampledAsync());

        async Task<float> SampledAsync()
        {
            var view = TestKit.Policies.PhoneRollout.ViewOf(Core.Phones.Phone.Start(1));
            var episode = (await session.OpenSamplerAsync(path, default)).Begin("Open the settings.", 1);
            return (await episode.SampleAsync(view, null, 1, default)).LogProbabilities[0];
        }
    }

    [Fact]
    public async Task WarmStart_ThatCannotBe_IsRefusedAndChangesNothing()
    {
        var session = await OpenAsync();
        var request = new WarmStartRequest([DemoTasks.Training[0]], 1, 0.3, 5e-3);

        await RefusedAsync(() => session.WarmStartAsync(1, request with { LearningRate = double.NaN }, default));
        Assert.Contains(
            "warm start: none of the tasks",
            await RefusedAsync(() => session.WarmStartAsync(1, request with { Tasks = [CuaTask.OfDescription("a", "a", "b")] }, default)),
            StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.WarmStartAsync(1, request, new CancellationToken(canceled: true)));
        Assert.Equal(0, (await session.StepAsync(1, Adam, default))["optim/grad_norm"]);
        Assert.Contains(
            "before the first step, and 1 were taken", await RefusedAsync(() => session.WarmStartAsync(2, request, default)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task WarmStart_OfTheSameRequest_GivesTheSameState()
    {
        var (one, two) = (await OpenAsync(), await OpenAsync());
        var request = new WarmStartRequest([DemoTasks.Training[0], DemoTasks.Training[4]], 1, 0.3, 5e-3);

        Assert.Equal(await one.WarmStartAsync(1, request, default), await two.WarmStartAsync(1, request, default));

        Assert.Equal(await StateAsync(one, 2), await StateAsync(two, 2));
    }

    private static PolicyCheckpoint Read(byte[] bytes) => PolicyCheckpoint.Read(bytes, new PolicyShape());

    private static async Task<string> RefusedAsync(Func<Task> request)
    {
        var error = await Assert.ThrowsAsync<TrainerRefusedException>(request);
        Assert.Equal("embedded", error.Trainer);
        return error.Cause;
    }

    private static async Task LearnAsync(ITrainerSession session, long sequence)
    {
        await session.ForwardBackwardAsync(sequence, Request(), default);
        await session.StepAsync(sequence + 1, Adam, default);
    }

    /// <summary>Two turns of a policy that finds both candidates equal.</summary>
    private static GradientRequest Request(float? sampled = null)
    {
        var pictures = new PictureTable();
        var turns = new[] { 0.5, -1 }.Select((advantage, i) => new TrajectoryTurn
        {
            Observation = new Decision([5, 70_000 + i], [1, 2]).Tokens,
            Action = new[] { i },
            LogProbabilities = new[] { i == 1 && sampled is { } log ? log : (float)Math.Log(1 / 2.0) },
            Advantage = advantage,
        });
        return new GradientRequest(
            DatumAssembly.Assemble([new Trajectory(0, 0, turns.ToArray())], pictures), pictures, new LossOptions(), Temperature: 1);
    }

    private async Task<byte[]> StateAsync(ITrainerSession session, long sequence) =>
        LocalTrainer.BytesOf(_trainer, await session.SaveStateAsync(sequence, $"{session.Id}-{sequence}", default));

    private Task<ITrainerSession> OpenAsync(string training = "t-1", string model = PolicyModels.Linear) =>
        _trainer.OpenAsync(Model with { TrainingId = training, ModelName = model }, null, default);
}
