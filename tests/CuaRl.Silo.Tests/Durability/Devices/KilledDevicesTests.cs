using System.Text.Json;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>A silo that is killed again and again while tasks are played on devices of a provider at which things go wrong.</summary>
public sealed class KilledDevicesTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const string Pool = "android";
    private const int Devices = 32;
    private const int Players = 40;
    private const int Plays = 500;
    private const int LeastKills = 8;

    /// <summary>Each so manyth rollout is played without a reset of its own.</summary>
    private const int Unprepared = 4;

    /// <remarks>Boxes are put off for longer than the service waits for one, so that until the next kill each reset is.</remarks>
    private const string Faults = """
        {"latency_ms":2,"vanish":0.002,"too_many":0.01,"retry_after_ms":50,"too_many_boxes":0.01,"box_retry_after_ms":75000,
         "error":0.004,"error_after":0.004,"lost_create":0.02,"lost_reply":0.004,"wrong_json":0.004}
        """;

    [PostgresFact]
    public async Task Devices_LeasedAndPlayedOnWhileTheSiloIsKilledAgainAndAgain_AreNeitherDoubledNorLeakedNorLost()
    {
        var random = new Random(Seed.Value);
        var url = FreePort.Url();
        await using var provider = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("gbox"), "gbox-emulator", "--urls", "http://127.0.0.1:0", "--seed", $"{Seed.Value}"));
        provider.Http.DefaultRequestHeaders.Authorization = new("Bearer", "emulated");
        var folder = TestFolders.Create("killed-devices");
        var databaseUrl = DatabaseUrl.From(database.ConnectionString);
        var arguments = new ProgramArguments(folder, "up", "--urls", url, "--database", databaseUrl)
        {
            Environment = new Dictionary<string, string>
            {
                ["GBOX_API_KEY"] = "emulated",
                ["GBOX_CLIENT_BASE_URL"] = $"{provider.Http.BaseAddress}api/v1/",
                ["GBOX_CALLS_PER_SECOND"] = "10000",
                ["GBOX_CREATIONS_PER_MINUTE"] = "100000",
            },
        };
        using var caller = new Caller(url);
        var audit = new DeviceAudit(database, provider.Http, caller, Pool);

        PlayedRollout[] rollouts;
        await using (await ServiceProcess.StartAsync(arguments))
        {
            rollouts = await StartTrainingAsync(caller);
        }

        await SetFaultsAsync(provider.Http, Faults);
        var plays = DevicePlays.Start(url, Pool, rollouts, Players);
        var kills = 0;
        while (!plays.IsCompleted)
        {
            await using var service = await ServiceProcess.StartAsync(arguments);
            await plays.MoreAsync(random.Next(20, 250));
            if (!plays.IsCompleted)
            {
                await service.Program.KillAsync();
                kills++;
                plays.GoOn();
            }
        }

        await plays.FinishAsync();
        await SetFaultsAsync(provider.Http, "{}");
        await using (await ServiceProcess.StartAsync(arguments))
        {
            Assert.True(kills >= LeastKills, $"There were {kills} kills only.");
            Assert.NotEqual(0, plays.NumPutOff);
            Assert.NotEqual(0, plays.NumCleaned);
            await audit.AssertAttemptsAsync(Plays);
            await audit.AssertLeasesAsync(Plays);
            await audit.AssertActionsAsync(plays.Boxes);
            await audit.AssertNoneLeakedAsync();
            await audit.AssertNoneLostAsync(Devices);
            await audit.AssertNoneLeftAsync();
            output.WriteLine(
                $"seed {Seed.Value}: {Plays} plays over {kills} kills; attempts lost: "
                + string.Join(", ", plays.Losses.OrderBy(loss => loss.Key, StringComparer.Ordinal).Select(loss => $"{loss.Value} {loss.Key}"))
                + $"; {plays.NumPutOff} calls put off, {plays.NumCleaned} boxes cleaned; {await audit.DescribeProviderAsync()}");
        }

        var verified = await CuarlProgram.RunAsync(new ProgramArguments(folder, "db", "verify", "--database", databaseUrl));
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    private static async Task SetFaultsAsync(HttpClient provider, string faults)
    {
        using var answer = await provider.PostAsync(
            "/emulator/faults", new StringContent(faults, System.Text.Encoding.UTF8, "application/json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A training whose step has a group for each task that can be played, with a phone of its own for every rollout.</summary>
    private static async Task<PlayedRollout[]> StartTrainingAsync(Caller caller)
    {
        CuaTask[] tasks =
        [
            .. DemoTasks.All.Where(task => task.ValidationQuery is { } query && ValidationQueries.BuiltIn.Problem(query) is null
                && PhonePlayer.For(PhoneTask.Of(task)) is not null),
        ];
        var size = (Plays + tasks.Length - 1) / tasks.Length;
        (await caller.RepeatAsync(
            HttpMethod.Put, $"/api/v1/device-pools/{Pool}", $$"""{"box_type":"android","max_size":{{Devices}},"warm":0}""")).Require();
        (await caller.RepeatAsync("/api/v1/tasks", JsonSerializer.Serialize(new { tasks = tasks.Select(DefinitionOf) }))).Require();
        var training = await IdAsync(caller, "/api/v1/trainings", """{"run_name":"devices","model_name":"m","max_turns":50}""");
        var batch = await IdAsync(
            caller, $"/api/v1/trainings/{training}/batches",
            $$"""{"source_type":"step","step":0,"model_path":"m","num_groups":{{tasks.Length}},"group_size":{{size}}}""");
        List<PlayedRollout> rollouts = [];
        for (var number = 0; number < tasks.Length; number++)
        {
            var group = await IdAsync(
                caller, $"/api/v1/batches/{batch}/groups",
                $$"""{"group_num":{{number}},"task_id":"{{tasks[number].Id}}","num_rollouts":{{size}}}""");
            for (var index = 0; index < size && rollouts.Count < Plays; index++)
            {
                rollouts.Add(new PlayedRollout(
                    training, await IdAsync(caller, $"/api/v1/groups/{group}/rollouts", $$"""{"env_index":{{index}}}"""),
                    tasks[number], rollouts.Count % Unprepared == Unprepared - 1 ? null : (ulong)rollouts.Count));
            }
        }

        return [.. rollouts];
    }

    private static object DefinitionOf(CuaTask task) => new
    {
        task_id = task.Id,
        name = task.Name,
        description = task.Description,
        max_steps = task.MaxSteps,
        validation_query = task.ValidationQuery,
        expected_result = task.ExpectedResult is { } expected ? JsonDocument.Parse(expected).RootElement : default(JsonElement?),
    };

    private static async Task<string> IdAsync(Caller caller, string path, string body) =>
        (await caller.RepeatAsync(path, body)).Require().GetProperty("id").GetString()!;
}
