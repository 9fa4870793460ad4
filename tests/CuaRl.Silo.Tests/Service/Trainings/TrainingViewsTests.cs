using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Trainings;

/// <summary>What is asked of trainings beside their record: pages, the latest step, comparisons and figures.</summary>
public sealed class TrainingViewsTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Pages_OfBatchesAndGroups_AreAllOfThemInOrder()
    {
        var training = await Http.StartTrainingAsync();
        List<JsonElement> batches = [];
        for (var step = 0; step < 5; step++)
        {
            batches.Add(await Http.StartBatchAsync(training, step: step, groups: 5));
        }

        foreach (var place in (int[])[4, 2, 0, 1, 3])
        {
            await Http.StartGroupAsync(batches[0], place);
        }

        await Http.StartBatchAsync(training, "eval");

        var listed = await PagesAsync($"/api/v1/trainings/{training.Text("id")}/batches?source_type=step&limit=2");
        Assert.Equal(batches.Select(batch => batch.Text("id")), listed.Select(batch => batch.Text("id")));
        var groups = await PagesAsync($"/api/v1/batches/{batches[0].Text("id")}/groups?limit=2");
        Assert.Equal([0L, 1L, 2L, 3L, 4L], groups.Select(group => group.Number("group_num")));
        foreach (var path in new[] { $"trainings/{training.Text("id")}/batches", $"batches/{batches[0].Text("id")}/groups" })
        {
            Assert.Equal(422, (await Http.RefusedAsync(HttpMethod.Get, $"/api/v1/{path}?limit=0")).Status);
            Assert.Equal(422, (await Http.RefusedAsync(HttpMethod.Get, $"/api/v1/{path}?after=nonsense")).Status);
        }
    }

    [PostgresFact]
    public async Task LatestStep_IsTheOneThatATrainingWouldGoOnAfter()
    {
        var training = await Http.StartTrainingAsync();
        var path = $"/api/v1/trainings/{training.Text("id")}/latest-step";
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Get, path)).Status);

        var kept = await CompleteAsync(training, "step", 0, """{"checkpoint_path":"tinker://c/0"}""");
        await CompleteAsync(training, "step", 1, "{}");

        Assert.Equal((kept, "tinker://c/0"), ((await Http.GetJsonAsync(path)).Text("id"), (await Http.GetJsonAsync(path)).Text("checkpoint_path")));
    }

    [PostgresFact]
    public async Task Compare_TwoTrainings_SaysWhereTheyDifferAndAlignsTheirMeasurements()
    {
        var (one, two) = (await Http.StartTrainingAsync(",\"seed\":1"), await Http.StartTrainingAsync(",\"seed\":2,\"config\":{\"own\":[1]}"));
        await CompleteAsync(one, "step", 0, """{"loss":0.5}""", success: true);
        await CompleteAsync(one, "step", 2, """{"loss":0.25}""");
        await CompleteAsync(two, "step", 1, """{"loss":0.75}""");
        await CompleteAsync(two, "eval", 1, "{}", success: false);

        var compared = await Http.GetJsonAsync($"/api/v1/trainings/compare?ids={one.Number("number")},{two.Text("run_name")}");

        Assert.Equal(
            [one.Text("id"), two.Text("id")], compared.GetProperty("trainings").EnumerateArray().Select(training => training.Text("id")));
        Assert.Equal(
            ["config.own [null,[1]]", "seed [1,2]"],
            compared.GetProperty("differences").EnumerateArray().Select(
                difference => $"{difference.Text("key")} {difference.GetProperty("values").GetRawText()}"));
        var series = compared.GetProperty("series").EnumerateArray().ToDictionary(
            some => some.Text("name")!, some => $"{some.GetProperty("steps").GetRawText()} {some.GetProperty("values").GetRawText()}");
        Assert.Equal("[0,1,2] [[0.5,null,0.25],[null,0.75,null]]", series["loss"]);
        Assert.Equal("[0] [[1],[null]]", series["reward_mean"]);
        Assert.Equal("[1] [[null],[0]]", series["eval/reward_mean"]);
    }

    [PostgresFact]
    public async Task Metrics_OfATrainingWithABaseline_BeginWithItsLineAtStepMinusOne()
    {
        var training = await Http.StartTrainingAsync();
        await CompleteAsync(training, "step", 0, "{}", success: true);
        await CompleteAsync(training, "baseline", 0, "{}", success: false);

        var lines = (await Http.GetStringAsync($"/api/v1/trainings/{training.Text("id")}/metrics.jsonl"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();

        Assert.Equal([-1L, 0L], lines.Select(line => line.Number("step")));
        Assert.Equal(0, lines[0].GetProperty("baseline/env/all/reward/total").GetDouble());
        Assert.Equal(1, lines[1].GetProperty("env/all/reward/total").GetDouble());
        Assert.DoesNotContain(lines[1].EnumerateObject(), figure => figure.Name.StartsWith("baseline/", StringComparison.Ordinal));
    }

    /// <summary>A batch that is completed, with a rollout if it is to have one; its id.</summary>
    private async Task<string> CompleteAsync(JsonElement training, string source, int step, string result, bool? success = null)
    {
        var batch = await Http.StartBatchAsync(training, source, step, size: 1);
        if (success is { } reached)
        {
            var group = await Http.StartGroupAsync(batch, size: 1);
            var rollout = await Http.StartRolloutAsync(group);
            await Http.RecordTurnsAsync(rollout, 1);
            await Http.CompleteRolloutAsync(rollout, reached);
            await Http.PostJsonAsync($"/api/v1/groups/{group.Text("id")}/complete", "{}");
        }

        return (await Http.PostJsonAsync($"/api/v1/batches/{batch.Text("id")}/complete", result)).Text("id")!;
    }

    private async Task<List<JsonElement>> PagesAsync(string path)
    {
        List<JsonElement> items = [];
        string? next = "";
        while (next is not null)
        {
            var page = await Http.GetJsonAsync($"{path}{next}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            next = page.Text("next") is { } after ? $"&after={after}" : null;
        }

        return items;
    }
}
