using System.Text.Json;
using CuaRl.Silo.Http;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>When a training is evaluated, and what its first step measures.</summary>
public sealed class EvaluatedTrainingTests(TaughtTraining taught) : IClassFixture<TaughtTraining>
{
    [PostgresTheory]
    [InlineData("false", "false", "baseline 0, step 0, step 1, eval 2, step 2, step 3, eval 4, step 4, eval 5")]
    [InlineData("true", "false", "step 0, step 1, eval 2, step 2, step 3, eval 4, step 4, eval 5")]
    [InlineData("true", "true", "warm_start 0, eval 0, step 0, step 1, eval 2, step 2, step 3, eval 4, step 4, eval 5")]
    [Trait("Flag", "skip_baseline")]
    [Trait("Flag", "eval_every")]
    [Trait("Flag", "warm_start")]
    public async Task Training_EvaluatedEverySecondStep_HasTheseBatchesInThisOrder(string skipsBaseline, string warmStart, string batches)
    {
        var ended = await TrainAsync(
            $"evaluated-{skipsBaseline}-{warmStart}", """eval_tasks={"source_type":"demo_eval","limit":1}""", "max_steps=5", "eval_every=2",
            $"skip_baseline={skipsBaseline}", $"warm_start={warmStart}");

        Assert.Equal(
            batches,
            string.Join(", ", (await BatchesAsync(ended)).Select(batch => $"{Words<SourceType>.Of(batch.Request.SourceType)} {batch.Request.Step}")));
    }

    [PostgresFact]
    [Trait("Flag", "model_name")]
    [Trait("Flag", "temperature")]
    public async Task Step_OnPolicyAtAnotherTemperature_HasRatiosOfExactlyOne()
    {
        var ended = await TrainAsync("tempered", "model_name=embedded/hidden-4", "temperature=0.7", "max_steps=2", "warm_start_up_to=0.2");

        var steps = (await BatchesAsync(ended)).Where(batch => batch.Request.SourceType == SourceType.Step).ToArray();
        Assert.Equal(2, steps.Length);
        Assert.All(steps, step =>
        {
            var metrics = JsonSerializer.Deserialize<Dictionary<string, double>>(step.Result!.Metrics!.Utf8.Span)!;
            Assert.Equal((1.0, 1.0), (metrics["optim/ratio_min"], metrics["optim/ratio_max"]));
        });
    }

    private async Task<IEnumerable<BatchInfo>> BatchesAsync(TrainingInfo training) =>
        (await taught.Service.Grains.GetTrainingCatalog().ListBatches(training.Id)).OrderBy(batch => batch.CreatedAt);

    private async Task<TrainingInfo> TrainAsync(string name, params string[] flags)
    {
        var ended = await taught.Service.TrainAsync(ShortTraining.Define(name, [.. TaughtTraining.Sizes, .. flags]));
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        return ended;
    }
}
