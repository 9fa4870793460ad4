using System.Text.Json;
using CuaRl.Silo.Commands;
using CuaRl.Silo.Tests.Service.Monitor;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Commands;

public sealed class TrainingCommandTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>
{
    [PostgresFact]
    public async Task Trainings_FromListToDelete_AreSaidToTheService()
    {
        var recorded = await RecordedTraining.RecordAsync(service, "commands");
        var number = recorded.Training.Number;

        Assert.Contains("commands", await OkAsync("trainings --status running"), StringComparison.Ordinal);
        Assert.Equal(["commands"], Parse(await OkAsync("trainings --json")).GetProperty("items").EnumerateArray().Select(one => one.Text("run_name")));

        var shown = await OkAsync("show commands");
        Assert.StartsWith($"commands (training {number}, running)", shown, StringComparison.Ordinal);
        Assert.Contains($"{new string('█', 5)}{new string('░', 19)} 21.4 %", shown, StringComparison.Ordinal);
        Assert.Contains($"step-{recorded.Step.Number}", shown, StringComparison.Ordinal);
        Assert.Equal("commands", Parse(await OkAsync($"show {number} --json")).GetProperty("training").Text("run_name"));
        Assert.Contains("wifi_on", await OkAsync($"show {recorded.Ended.Id}"), StringComparison.Ordinal);
        Assert.Equal(recorded.Live.Id, Parse(await OkAsync($"show rollout-{recorded.Live.Number} --json")).Text("id"));
        Assert.Equal(2, Lines(await OkAsync("trainings export commands")).Length);
        Assert.Contains("\"changed\"", await OkAsync("trainings reverify commands --layer l --reward-function efficiency --json"), StringComparison.Ordinal);

        await service.Grains.GetTraining(recorded.Training.Id).Cancel();
        Assert.Contains("\"archived\":true", await OkAsync($"trainings archive {number} --json"), StringComparison.Ordinal);
        Assert.DoesNotContain("commands", await OkAsync("trainings"), StringComparison.Ordinal);
        Assert.Contains("commands", await OkAsync("trainings --archived"), StringComparison.Ordinal);
        Assert.Contains("\"archived\":false", await OkAsync($"trainings unarchive {number} --json"), StringComparison.Ordinal);
        Assert.Contains("deleted commands", await OkAsync("trainings delete commands --yes"), StringComparison.Ordinal);
        var (exitCode, _, error) = await RunAsync("show commands");
        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains("no training or rollout commands", error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Show_OfMoreBatchesThanAPageHolds_ShowsThemAll_AndDeleteSaysItInJson()
    {
        const int More = 1_200;
        var recorded = await RecordedTraining.RecordAsync(service, "many batches");
        await service.Database.ExecuteAsync(
            $$"""
            INSERT INTO batch_record
            SELECT (jsonb_populate_record(b, jsonb_build_object('id', md5('batch ' || i)::uuid, 'number', 1000000 + i, 'step', i))).*
            FROM batch_record b, generate_series(1, {{More}}) i WHERE b.id = '{{recorded.Step.Id}}'
            """);

        var shown = JsonSerializer.Deserialize<JsonElement>(await OkAsync($"show {recorded.Training.Number} --json"));

        Assert.Equal(
            Enumerable.Range(0, More + 1).Select(step => (long)step).ToHashSet(),
            shown.GetProperty("batches").EnumerateArray().Select(batch => batch.Number("step")).ToHashSet());
        await service.Database.ExecuteAsync("DELETE FROM batch_record WHERE number > 1000000");
        await service.Grains.GetTraining(recorded.Training.Id).Cancel();
        Assert.Equal("{\"deleted\":true}", (await OkAsync($"trainings delete {recorded.Training.Number} --yes --json")).Trim());
    }

    [PostgresFact]
    public async Task Tasks_AreListedByCategoryAndDifficulty()
    {
        await service.Grains.GetTaskCatalog().Load([new() { SourceType = "demo_all" }]);

        var all = Parse(await OkAsync("tasks list --source demo_training --limit 1000 --json")).GetProperty("items");
        var (category, difficulty) = (all[0].Text("category"), all[0].Text("difficulty"));

        var some = Parse(await OkAsync($"tasks list --category {category} --difficulty {difficulty} --json")).GetProperty("items");

        Assert.All(
            some.EnumerateArray(),
            task => Assert.Equal((category, difficulty), (task.Text("category"), task.Text("difficulty"))));
        Assert.Contains(all[0].Text("task_id"), some.EnumerateArray().Select(task => task.Text("task_id")));
        Assert.Contains(difficulty, await OkAsync("tasks list"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Tasks_OfAFile_AreReadHereAndStoredThere()
    {
        var folder = TestFolders.Create("tasks");
        var (file, config) = (Path.Combine(folder, "tasks.txt"), Path.Combine(folder, "tasks.json"));
        await File.WriteAllTextAsync(file, "Open the camera.\n\nGo home.\n");
        await File.WriteAllTextAsync(config, $$"""[{"source_type":"file","file_path":"{{file}}"},{"source_type":"ids","task_ids":["gone"]}]""");

        var loaded = Parse(await OkAsync($"tasks load @{config} --json"));

        Assert.Equal(
            ["Open the camera.", "Go home."], loaded.GetProperty("items").EnumerateArray().Select(task => task.Text("description")));
        Assert.Contains("Task ID 'gone' not found, skipping", await OkAsync($"tasks load @{config}"), StringComparison.Ordinal);
        var (exitCode, _, error) = await RunAsync("""tasks load {"source_type":"file","file_path":"/gone.txt"}""");
        Assert.Equal((CommandLine.Failed, true), (exitCode, error.Contains("Task file not found: /gone.txt", StringComparison.Ordinal)));
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private async Task<string> OkAsync(string line)
    {
        var (exitCode, output, error) = await RunAsync(line);
        Assert.True(exitCode == CommandLine.Ok, error);
        return output;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. line.Split(' '), "--url", service.Address.ToString()], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
