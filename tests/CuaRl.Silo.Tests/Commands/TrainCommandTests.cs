using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Silo.Commands;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Train;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Commands;

public sealed class TrainCommandTests
{
    private const string Hidden = "hidden-key";

    [Theory]
    [InlineData("train-embedded.json")]
    [InlineData("train-embedded.txt")]
    public void DryRun_OfAnEmbeddedTraining_ShowsEveryValueAndWhereItComesFrom(string golden)
    {
        var config = """{"group_size": 8, "epochs": 2, "temperature": 0.7, "loss_fn": "ppo"}""";
        KeyValuePair<string, string>[] environment =
            [new("CUARL_TRAIN_EPOCHS", "3"), new("GBOX_API_KEY", Hidden), new("TINKER_BASE_URL", "https://tinker.example")];
        string[] arguments =
            ["--model-name", "embedded/hidden-16", "--tasks", """{"source_type":"demo_training","limit":5}""", "clip_high_threshold=inf", "--no-warm-start"];

        var resolution = LoopResolver.Resolve(
            TrainSources.Read(config, environment, arguments), new DateTimeOffset(2026, 1, 6, 9, 5, 59, TimeSpan.Zero), new LoopSurroundings());

        Assert.Empty(resolution.Faults);
        AssertGolden(golden, golden.EndsWith("json", StringComparison.Ordinal) ? TrainReport.Json(resolution) : Drawn(resolution));
    }

    [Fact]
    public async Task DryRun_AsJson_IsReadByScripts()
    {
        var (exitCode, output, error) = await RunAsync("train", "--dry-run", "--json", "seed=7", "provider=embedded");

        Assert.Equal((CommandLine.Ok, ""), (exitCode, error));
        var seed = JsonDocument.Parse(output).RootElement.GetProperty("seed");
        Assert.Equal((7, "command line"), (seed.GetProperty("value").GetInt32(), seed.GetProperty("from").GetString()));
    }

    [Fact]
    public async Task DryRun_WithAFile_TakesFlagsAndTasksFromIt()
    {
        var folder = TestFolders.Create("train");
        var (config, tasks, lines) = (Path.Combine(folder, "run.json"), Path.Combine(folder, "tasks.json"), Path.Combine(folder, "tasks.txt"));
        await File.WriteAllTextAsync(config, """{"provider": "embedded", "max_turns": 9}""");
        await File.WriteAllTextAsync(tasks, $$"""{"source_type": "file", "file_path": "{{lines}}"}""");
        await File.WriteAllTextAsync(lines, "Go home.");

        var (exitCode, output, error) = await RunAsync("train", "--dry-run", "--json", "--config", config, $"--tasks=@{tasks}");

        Assert.Equal((CommandLine.Ok, ""), (exitCode, error));
        var flags = JsonDocument.Parse(output).RootElement;
        Assert.Equal((9, config), (flags.GetProperty("max_turns").GetProperty("value").GetInt32(), flags.GetProperty("max_turns").GetProperty("from").GetString()));
        Assert.Equal("Go home.", flags.GetProperty("tasks").GetProperty("value")[0].GetProperty("custom_tasks")[0].GetString());
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train --dry-run")]
    public async Task Train_WithFaults_SaysEachInALineAndEndsWith2(string line)
    {
        var (exitCode, output, error) = await RunAsync(
        [
            .. line.Split(' '), "provider=embedded", "--group_size", "1", "--learning_rate=NaN", $"--tinker_api_key={Hidden}", "--grup_size", Hidden,
            "--config", "/no/such/file", "tasks=[]", "eval_tasks=@/no/such/file",
        ]);

        Assert.Equal(CommandLine.Misused, exitCode);
        Assert.Empty(output);
        Assert.Equal(
            [
                "cuarl: tinker_api_key (command line): the trainer embedded has no use for it: the embedded trainer asks nobody",
                "cuarl: tasks = [] (command line): tasks list cannot be empty",
                "cuarl: eval_tasks = @/no/such/file (command line): Could not find a part of the path '/no/such/file'.",
                "cuarl: group_size = 1 (command line): must be 2 or more: a rollout alone has no advantage over others, so nothing would be learnt; "
                    + "evaluations have their own size, eval_group_size",
                "cuarl: learning_rate = NaN (command line): must be a number above 0",
                "cuarl: config = /no/such/file (command line): Could not find a part of the path '/no/such/file'.",
                "cuarl: grup_size (command line): is no flag; did you mean group_size?",
            ],
            error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("[\"gbox_api_key\", \"hidden-key\"]")]
    [InlineData("{\"gbox_api_key\": \"hidden-key\", \"provider\": \"embedded\"")]
    [InlineData("{\"gbox_api_key\": \"hidden-key\", \"provider\": \"embedded\", \"box_type\": \"simulated\"}")]
    public async Task Train_WithASecretInFaultyJson_ShowsItNowhere(string config)
    {
        var (exitCode, output, error) = await RunAsync("train", "--dry-run", "--config", config);

        Assert.Equal(CommandLine.Misused, exitCode);
        Assert.NotEmpty(error);
        Assert.DoesNotContain(Hidden, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_Help_ListsEveryFlagBelowItsPart()
    {
        var (exitCode, output, _) = await RunAsync("train", "--help");

        Assert.Equal(CommandLine.Ok, exitCode);
        Assert.All(FlagTable.All, flag => Assert.Contains($"  --{flag.Name} ", output, StringComparison.Ordinal));
        Assert.All(FlagTable.All.Select(flag => flag.Part), part => Assert.Contains($"\n{part}:\n", output, StringComparison.Ordinal));
        Assert.Contains("cuarl train --dry-run", output, StringComparison.Ordinal);
    }

    private static string Drawn(LoopResolution resolution)
    {
        using var output = new StringWriter();
        var console = Terminal.On(output);
        console.Profile.Width = 200;
        console.Write(TrainReport.Table(resolution));
        return output.ToString();
    }

    private static void AssertGolden(string name, string actual)
    {
        Assert.DoesNotContain(Hidden, actual, StringComparison.Ordinal);
        Assert.Equal(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Commands", "golden", name)).TrimEnd(), actual.ReplaceLineEndings("\n").TrimEnd());
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
