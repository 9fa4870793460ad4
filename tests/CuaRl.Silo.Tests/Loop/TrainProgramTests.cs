using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Loop;

/// <summary><c>cuarl train</c> as a program of its own.</summary>
public sealed class TrainProgramTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly string _folder = TestFolders.Create("train");

    [PostgresFact]
    public async Task Train_ThenAgainInItsFolder_TrainsOnceAndWritesWhatTheRecordSays()
    {
        var first = await TrainAsync("log_path=logs");

        Assert.True(first.ExitCode == 0, first.Error);
        var ending = Ending(first);
        Assert.Equal(
            ("completed", 2), (ending.GetProperty("status").GetString(), ending.GetProperty("steps").GetInt32()));
        Assert.True(ending.GetProperty("turns").GetInt32() > 0);
        Assert.Equal([0, 1], Lines("metrics.jsonl").Select(line => line.GetProperty("step").GetInt32()).Where(step => step >= 0));
        var saved = Lines("checkpoints.jsonl")[^1];
        Assert.Equal(
            ("000002", 2, ending.GetProperty("checkpoint_path").GetString()),
            (saved.GetProperty("name").GetString(), saved.GetProperty("batch").GetInt32(), saved.GetProperty("state_path").GetString()));

        var again = await TrainAsync("log_path=logs");

        Assert.True(again.ExitCode == 0, again.Error);
        Assert.Equal(ending.GetProperty("training_id").GetString(), Ending(again).GetProperty("training_id").GetString());
        Assert.Equal(2, Lines("metrics.jsonl").Count(line => line.GetProperty("step").GetInt32() >= 0));
    }

    [PostgresFact]
    public async Task Train_InAFolderOfAnEarlierStart_IsRefusedOrPassedOverAsAsked()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "logs"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "logs", "metrics.jsonl"), "");

        var refused = await TrainAsync("log_path=logs", "behavior_if_log_dir_exists=raise");
        var passed = await TrainAsync("log_path=logs", "behavior_if_log_dir_exists=skip");

        Assert.Equal((1, 0), (refused.ExitCode, passed.ExitCode));
        Assert.Contains("choose another log_path", refused.Error, StringComparison.Ordinal);
        Assert.Contains("not started", passed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "logs", "config.json")));
    }

    private static JsonElement Ending(ProgramResult ended) => JsonDocument.Parse(ended.Output.TrimEnd().Split('\n')[^1]).RootElement;

    private JsonElement[] Lines(string name) =>
        [.. File.ReadLines(Path.Combine(_folder, "logs", name)).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<ProgramResult> TrainAsync(params string[] flags) => CuarlProgram.RunAsync(new ProgramArguments(
        _folder,
        [
            "train", "--json", "--data", Path.Combine(_folder, "data"), "--database", DatabaseUrl.From(database.ConnectionString),
            "epochs=1", "max_steps=2", "group_size=2", "groups_per_batch=2", "use_default_eval_tasks=false", "skip_baseline=true", .. flags,
        ]));
}
