using System.Text.Json;
using CuaRl.Adapters;
using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Tinker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Loop;

/// <summary><c>cuarl train provider=tinker</c> as a program of its own.</summary>
public sealed class TinkerProgramTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Key = "tml-given-as-a-flag";
    private const string BoxKey = "gbox-given-as-a-flag";
    private const string NoBaseline = "skip_baseline=true";

    private readonly string _folder = TestFolders.Create("tinker-program");

    [PostgresFact]
    public async Task Train_KilledInTheMidst_ComesToTheSameAndShowsItsKeyNowhere()
    {
        await using var server = await TinkerServer.StartAsync(new TinkerServerOptions { ApiKey = Key });
        var whole = await CuarlProgram.RunAsync(Arguments(server, "run_name=whole", NoBaseline));
        Assert.True(whole.ExitCode == 0, whole.Error);
        var expected = server.SavedLast("weights/000003");

        var reached = new TaskCompletionSource();
        var left = 2;
        server.OnRequest = path =>
        {
            if (path == "optim_step" && Interlocked.Decrement(ref left) == 0)
            {
                reached.SetResult();
            }
        };
        await using (var killed = CuarlProgram.Start(Arguments(server, "run_name=killed", NoBaseline, "log_path=logs")))
        {
            await reached.Task;
            await killed.KillAsync();
        }

        server.OnRequest = null;
        var ended = await CuarlProgram.RunAsync(Arguments(server, "run_name=killed", NoBaseline, "log_path=logs"));

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal(Convert.ToHexString(expected), Convert.ToHexString(server.SavedLast("weights/000003")));
        var files = Directory.GetFiles(Path.Combine(_folder, "logs")).Select(File.ReadAllText).ToArray();
        Assert.Contains(files, file => file.Contains("/weights/000003", StringComparison.Ordinal));
        Assert.All(
            [whole.Output, whole.Error, ended.Output, ended.Error, .. files], text => Assert.DoesNotContain(Key, text, StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task Train_OfTheBaselineByChat_NeedsNoTokens()
    {
        await using var server = await TinkerServer.StartAsync(new TinkerServerOptions { ApiKey = Key });
        server.Records = true;

        var ended = await CuarlProgram.RunAsync(Arguments(
            server, "run_name=looked-at", "renderer_name=chat", "baseline_only=true", "eval_tasks={\"source_type\":\"demo_eval\",\"limit\":1}"));

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal("completed", JsonDocument.Parse(ended.Output.TrimEnd().Split('\n')[^1]).RootElement.GetProperty("status").GetString());
        Assert.Equal(["chat/completions"], server.Calls.Select(call => call.Path).Distinct());
    }

    [PostgresFact]
    [Trait("Flag", "gbox_api_key")]
    public async Task Train_OnBoxesOfGBox_UsesTheKeyThatIsGivenAsAFlagAndShowsItNowhere()
    {
        await using var server = await TinkerServer.StartAsync(new TinkerServerOptions { ApiKey = Key });
        await using var phones = new ServiceCollection().AddSingleton(TimeProvider.System).AddSimulatedDevices().BuildServiceProvider();
        await using var gbox = await GBoxEmulator.StartAsync(
            phones.GetRequiredService<IDeviceDriver>(), new GBoxEmulatorOptions { ApiKey = BoxKey }, phones.GetRequiredService<IIdGenerator>(),
            TimeProvider.System, NullLoggerFactory.Instance, default);
        var arguments = Arguments(
            server, "run_name=on-boxes", $"gbox_api_key={BoxKey}", "renderer_name=chat", "baseline_only=true", "log_path=boxes",
            "eval_tasks={\"source_type\":\"demo_eval\",\"limit\":1}");

        var ended = await CuarlProgram.RunAsync(arguments with
        {
            Line = [.. arguments.Line.Select(flag => flag == "box_type=simulated" ? "box_type=android" : flag)],
            Environment = new Dictionary<string, string>(arguments.Environment)
            {
                ["GBOX_CLIENT_BASE_URL"] = gbox.ApiUrl.ToString(), ["CUARL_DEVICES"] = "1",
            },
        });

        Assert.True(ended.ExitCode == 0, ended.Error);
        Assert.Equal("android", Assert.Single((await gbox.AuditAsync()).Boxes.Select(box => box.Type).Distinct()));
        var files = Directory.GetFiles(Path.Combine(_folder, "boxes")).Select(File.ReadAllText).ToArray();
        Assert.NotEmpty(files);
        Assert.All([ended.Output, ended.Error, .. files], text => Assert.DoesNotContain(BoxKey, text, StringComparison.Ordinal));
        Assert.Equal(0, await database.ScalarAsync<long>(
            $"SELECT count(*) FROM orleansstorage WHERE position('{BoxKey}' IN encode(payloadbinary, 'escape')) > 0"));
    }

    [Fact]
    public async Task Train_OfAModelWithoutItsTokenizer_SaysWhatToDoBeforeAnythingIsStarted()
    {
        var ended = await CuarlProgram.RunAsync(new ProgramArguments(
            _folder, "train", "provider=tinker", "box_type=simulated", $"tinker_api_key={Key}"));

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains(
            "model_name_for_tokenizer (not given): the tokenizer of Qwen/Qwen3-VL-30B-A3B-Instruct is needed: set CUARL_TOKENIZERS", ended.Error,
            StringComparison.Ordinal);
        Assert.DoesNotContain(Key, ended.Error, StringComparison.Ordinal);
    }

    private ProgramArguments Arguments(TinkerServer server, params string[] flags) => new(
        _folder,
        [
            "train", "--json", "--data", Path.Combine(_folder, "data"), "--database", DatabaseUrl.From(database.ConnectionString),
            "provider=tinker", "model_name=cuarl/bytes", "box_type=simulated", $"tinker_api_key={Key}", $"base_url={server.Url}",
            "tasks=demo_training", "epochs=1", "max_steps=3", "save_every=0", "group_size=2", "groups_per_batch=2", "max_turns=3",
            "use_default_eval_tasks=false", .. flags,
        ])
    {
        Environment = new Dictionary<string, string> { ["CUARL_DRIVER_LEASE_SECONDS"] = "2" },
    };
}
