using System.Text.Json;
using CuaRl.Core.Policies;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Trainings that begin with, or are drawn to, what another one saved.</summary>
public sealed class LoadedTrainingTests(TaughtTraining taught) : IClassFixture<TaughtTraining>
{
    /// <summary>What such a training is drawn to, its first policy, is kept.</summary>
    private const string Kept = "kl_penalty_coef=0.1";

    private LoopService Service => taught.Service;

    private TrainingInfo Teacher => taught.Ended;

    private string State => $"embedded://{Teacher.Id}/weights/000002";

    [PostgresFact]
    [Trait("Flag", "load_checkpoint_path")]
    public async Task Training_FromAnothersState_BeginsWithItsWeightsAndAFreshOptimizer()
    {
        var ofState = await TrainAsync("of-state", Kept, $"load_checkpoint_path={State}");
        var ofWeights = await TrainAsync("of-weights", Kept, $"load_checkpoint_path={SamplerPath(Teacher, "000002")}");
        var ofNothing = await TrainAsync("of-nothing", Kept);
        await Service.Grains.GetTraining(Teacher.Id).BranchFrom(
            1, new TrainingBranch { RunName = "branch", Overrides = JsonText.Parse("""{"max_steps": 3}""") });
        var branch = Completed(await LoopService.EndOfAsync(Service.Grains.GetTraining(RecordIds.Training("branch"))));

        Assert.Equal(Weights(Teacher, "000002"), Weights(ofState, "000000"));
        Assert.NotEqual(Weights(Teacher, "000002"), Weights(ofNothing, "000000"));

        // There is no optimizer with weights to sample from: had the state's been taken, they would part with the first step.
        await TrainingTrace.AssertSameAsync(taught.Database.Source, Service.Checkpoints, ofWeights.Id, ofState.Id);
        Assert.Equal(1, OptimizerSteps(ofState, "000001"));
        Assert.Equal(OptimizerSteps(Teacher, "000002") + 1, OptimizerSteps(branch, "000003"));
    }

    [PostgresFact]
    [Trait("Flag", "kl_penalty_coef")]
    [Trait("Flag", "kl_reference_checkpoint")]
    [Trait("Flag", "compute_post_kl")]
    [Trait("Flag", "num_substeps")]
    public async Task Step_OfAPenalizedTraining_MeasuresHowFarItIsFromWhatItIsDrawnTo()
    {
        string[] flags = [Kept, $"load_checkpoint_path={State}", "compute_post_kl=true", "num_substeps=2"];
        var own = await TrainAsync("drawn-to-itself", flags);
        var other = await TrainAsync("drawn-to-another", [.. flags, $"kl_reference_checkpoint={SamplerPath(await TrainAsync("untaught", Kept), "000000")}"]);
        var plain = await TrainAsync("not-drawn", $"load_checkpoint_path={State}");

        var (ofOwn, ofOther, ofPlain) = (await MetricsAsync(own), await MetricsAsync(other), await MetricsAsync(plain));
        Assert.Equal(0, ofOwn["kl_policy_base"], tolerance: 1e-12);
        Assert.True(ofOther["kl_policy_base"] > 0.01, $"{ofOther["kl_policy_base"]}");
        Assert.DoesNotContain("kl_policy_base", ofPlain);
        Assert.NotEqual(Weights(own, "000001"), Weights(other, "000001"));

        Assert.All([ofOwn, ofOther], metrics => Assert.NotEqual(0, metrics["kl_pre_post_v1"]));
        Assert.DoesNotContain("kl_pre_post_v1", ofPlain);

        var step = await StepAsync(own);
        Assert.Equal((2, 2), (step.CompletedSubsteps, step.TotalSubsteps));
        Assert.Equal((2, 1), (OptimizerSteps(own, "000001"), OptimizerSteps(plain, "000001")));
    }

    /// <summary>The baseline may take an hour, and is in vain where nothing can follow it.</summary>
    [PostgresTheory]
    [InlineData("kl_penalty_coef=0.1", "kl_reference_checkpoint", false)]
    [InlineData("kl_penalty_coef=0.1", "kl_reference_checkpoint", true)]
    [InlineData("warm_start=false", "load_checkpoint_path", false)]
    [InlineData("warm_start=false", "load_checkpoint_path", true)]
    [Trait("Flag", "kl_reference_checkpoint")]
    [Trait("Flag", "load_checkpoint_path")]
    public async Task Training_WithACheckpointThatCannotBe_SaysSoBeforeAnythingIsRolledOut(string other, string flag, bool isOfAnotherShape)
    {
        var path = isOfAnotherShape
            ? SamplerPath(await TrainAsync($"hidden-{flag}", Kept, "model_name=embedded/hidden-4"), "000000")
            : SamplerPath(Teacher, "999999");

        // Without a baseline the demonstrations come first.
        string[] first = isOfAnotherShape ? [] : ["""eval_tasks={"source_type":"demo_eval","limit":1}"""];
        var ended = await Service.TrainAsync(ShortTraining.Define(
            $"in-vain-{flag}-{isOfAnotherShape}", [.. TaughtTraining.Sizes, "max_steps=1", other, $"{flag}={path}", .. first]));

        Assert.Equal(TrainingStatus.Failed, ended.Status);
        Assert.Contains(isOfAnotherShape ? "shape" : "there is no checkpoint", ended.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(await Service.Grains.GetTrainingCatalog().ListBatches(ended.Id));
    }

    private static TrainingInfo Completed(TrainingInfo ended)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        return ended;
    }

    private static string SamplerPath(TrainingInfo training, string name) => $"embedded://{training.Id}/sampler_weights/{name}";

    private async Task<TrainingInfo> TrainAsync(string name, params string[] flags) => Completed(await Service.TrainAsync(ShortTraining.Define(
        name, [.. TaughtTraining.Sizes, "max_steps=1", "warm_start=false", .. flags])));

    private byte[] Weights(TrainingInfo training, string name) =>
        File.ReadAllBytes(Path.Combine(Service.Checkpoints, training.Id, "sampler_weights", name));

    private long OptimizerSteps(TrainingInfo training, string name) => PolicyCheckpoint.Read(
        LocalTrainer.BytesOf(LocalTrainer.Start(Service.Checkpoints), $"embedded://{training.Id}/weights/{name}"),
        PolicyModels.Find("embedded/linear")).Optimizer!.Steps;

    private Task<BatchInfo> StepAsync(TrainingInfo training) =>
        Service.Grains.GetBatch(RecordIds.Batch(training.Id, "step", 0)).Describe();

    private async Task<Dictionary<string, double>> MetricsAsync(TrainingInfo training) =>
        JsonSerializer.Deserialize<Dictionary<string, double>>((await StepAsync(training)).Result!.Metrics!.Utf8.Span)!;
}
