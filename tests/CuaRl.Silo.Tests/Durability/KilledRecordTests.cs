using System.Text;
using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class KilledRecordTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Rounds = 20;
    private const int Rollouts = 64;
    private const int Groups = 60;

    /// <summary>The task's own limit, lower than the training's.</summary>
    private const int Limit = RecordCommands.Turns + 1;

    [PostgresFact]
    public async Task Rollouts_RecordedWhileTheSiloIsKilledAgainAndAgain_AreWholeAndTrue()
    {
        var random = new Random(Seed.Value);
        var url = FreePort.Url();
        var databaseUrl = DatabaseUrl.From(database.ConnectionString);
        var folder = TestFolders.Create("killed-record");
        var arguments = new ProgramArguments(folder, "up", "--urls", url, "--database", databaseUrl);
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        string batch;
        string[] groups;
        await using (await ServiceProcess.StartAsync(arguments))
        {
            (batch, groups) = await StartTrainingAsync(http);
        }

        var commands = new RecordCommands(groups);
        await using var writers = new Writers("record", url, Rollouts, commands.Of);
        for (var round = 0; round < Rounds; round++)
        {
            await using var service = await ServiceProcess.StartAsync(arguments);
            await writers.MoreAsync(random.Next(400));
            await service.Program.KillAsync();
        }

        await using (await ServiceProcess.StartAsync(arguments))
        {
            await writers.FinishAsync();
            Assert.Empty(writers.Contradictions);

            // Every command is repeated until it is acknowledged, so what is stored is exactly that.
            var turns = writers.Acknowledged.Keys.Select(commands.TurnOf).OfType<(string Rollout, int Turn, string Key)>()
                .OrderBy(turn => turn.Rollout, StringComparer.Ordinal).ThenBy(turn => turn.Turn).ToList();
            Assert.Equal(turns, await StoredRecord.TurnsAsync(database.Source));
            await AssertEndsAsync(writers);
            var changes = await StoredRecord.AssertLegalAsync(database.Source);
            var progress = (await GetAsync(http, $"/api/v1/batches/{batch}")).GetProperty("progress_percent").GetDouble();
            Assert.Equal(await StoredRecord.ProgressAsync(database.Source, Groups * Rollouts, Limit), progress, tolerance: 1e-9);
            output.WriteLine(
                $"seed {Seed.Value}: {turns.Count} turns acknowledged over {Rounds} kills, {changes} changes of status, {progress:0.00} %");
        }

        var verified = await CuarlProgram.RunAsync(new ProgramArguments(folder, "db", "verify", "--database", databaseUrl));
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    private async Task AssertEndsAsync(Writers writers)
    {
        // An answer to an end: id, status and reward.
        var acknowledged = writers.Acknowledged.Values.Select(answer => answer.Split(' ')).Where(parts => parts.Length == 3).ToDictionary(
            parts => JsonSerializer.Deserialize<string>(parts[0])!,
            parts => (JsonSerializer.Deserialize<string>(parts[1])!, JsonSerializer.Deserialize<double?>(parts[2])));
        Assert.NotEmpty(acknowledged);
        Assert.Equal(
            acknowledged.OrderBy(end => end.Key, StringComparer.Ordinal),
            (await StoredRecord.EndsAsync(database.Source)).OrderBy(end => end.Key, StringComparer.Ordinal));
    }

    private static async Task<(string Batch, string[] Groups)> StartTrainingAsync(HttpClient http)
    {
        await PostAsync(http, "/api/v1/tasks", $$"""
            {"tasks":[{"task_id":"kept","name":"kept","description":"Turns Wi-Fi on.","max_steps":{{Limit}},"validation_query":"wifi_enabled","expected_result":true}]}
            """);
        var training = await PostAsync(http, "/api/v1/trainings", """{"run_name":"killed","model_name":"m","max_turns":50}""");
        var batch = await PostAsync(http, $"/api/v1/trainings/{training}/batches", $$"""
            {"source_type":"step","step":0,"model_path":"m","num_groups":{{Groups}},"group_size":{{Rollouts}}}
            """);
        var groups = new string[Groups];
        for (var i = 0; i < Groups; i++)
        {
            groups[i] = await PostAsync(
                http, $"/api/v1/batches/{batch}/groups", $$"""{"group_num":{{i}},"task_id":"kept","num_rollouts":{{Rollouts}}}""");
        }

        return (batch, groups);
    }

    private static async Task<string> PostAsync(HttpClient http, string path, string body)
    {
        using var answer = await http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.TryGetProperty("id", out var id) ? id.GetString()! : "";
    }

    private static async Task<JsonElement> GetAsync(HttpClient http, string path) =>
        JsonDocument.Parse(await http.GetStringAsync(path)).RootElement;
}
