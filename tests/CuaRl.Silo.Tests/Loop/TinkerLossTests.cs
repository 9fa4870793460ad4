using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Tinker;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Trainings over the server that are interrupted come to the same as one that is not.</summary>
public sealed class TinkerLossTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Last = "weights/000004";

    private static readonly string[] Flags =
        [
        "max_steps=4", "save_every=3", "group_size=3", "groups_per_batch=2", "max_turns=4", "learning_rate=0.02", "loss_fn=ppo", "num_substeps=2",
        "kl_penalty_coef=0.01",
    ];

    [PostgresFact]
    public async Task Training_WhoseSessionsAndServerAreLost_ComesToTheSame()
    {
        await using var server = await TinkerServer.StartAsync();
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("tinker-lost"), TinkerTraining.At(server));
        var whole = await service.TrainAsync(TinkerTraining.Define("whole", Flags));
        Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);
        var expected = Saved(server, Last);

        // 4 steps of 2 optimizer steps each: the fifth is lost with its session, then the next session, in the midst of rollouts.
        server.OnRequest = Once(server, ("optim_step", 5), ("asample", 10));
        var ended = await service.TrainAsync(TinkerTraining.Define("lost", Flags));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.True(server.Lost >= 2, $"{server.Lost} sessions were lost");
        Assert.NotEmpty((await service.Grains.GetTrainingLoop(ended.Id).Describe()).Replays);
        await AssertSameAsync(whole, ended);
        Assert.Equal(expected, Saved(server, Last));
    }

    [PostgresFact]
    public async Task Training_WhoseDriverIsStopped_GoesOnInItsSessionAndComesToTheSame()
    {
        await using var server = await TinkerServer.StartAsync();
        var folder = TestFolders.Create("tinker-stopped");
        TrainingInfo whole, ended;
        await using (var first = await LoopService.StartAsync(database.ConnectionString, folder, TinkerTraining.At(server)))
        {
            whole = await first.TrainAsync(TinkerTraining.Define("undisturbed", Flags));
            Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);
            var reached = new TaskCompletionSource();
            var left = 3;
            server.OnRequest = path =>
            {
                if (path == "optim_step" && Interlocked.Decrement(ref left) == 0)
                {
                    reached.SetResult();
                }
            };
            await first.StartTrainingAsync(TinkerTraining.Define("stopped", Flags));
            await reached.Task;
        }

        var expected = Saved(server, Last);
        server.OnRequest = null;
        server.Records = true;
        await using (var second = await LoopService.StartAsync(database.ConnectionString, folder, TinkerTraining.At(server)))
        {
            ended = await LoopService.EndOfAsync(await second.StartTrainingAsync(TinkerTraining.Define("stopped", Flags)));
        }

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.DoesNotContain(server.Calls, call => call.Path == "create_session");
        await AssertSameAsync(whole, ended);
        Assert.Equal(expected, Saved(server, Last));
    }

    /// <summary>What a step trains on was sampled by another sampler than the newest, with pictures of its own.</summary>
    [PostgresFact]
    public async Task Training_AheadOfItsSteps_TrainsOnTheScreensThatItsRolloutsSaw()
    {
        await using var server = await TinkerServer.StartAsync();
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("tinker-ahead"), TinkerTraining.At(server));

        var ended = await service.TrainAsync(TinkerTraining.Define("ahead", [.. Flags, "max_steps_off_policy=1"]));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.NotEmpty(Saved(server, Last));
    }

    [PostgresFact]
    public async Task Training_OfAKey_KeepsItOutOfEveryRow()
    {
        const string Key = "tml-kept-out-of-rows";
        await using var server = await TinkerServer.StartAsync(new TinkerServerOptions { ApiKey = Key });
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("tinker-secret"), TinkerTraining.At(server));
        var ended = await service.TrainAsync(TinkerTraining.Define(
            "secret", "max_steps=1", "group_size=2", "groups_per_batch=1", "max_turns=2", $"base_url={server.Url}"));
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);

        var elsewhere = await service.StartTrainingAsync(TinkerTraining.Define("elsewhere", "base_url=https://elsewhere.example"));

        await Eventually.HoldsAsync("it says why it waits", async () => (await elsewhere.Read()).StatusMessage is { } says && says.Contains(
            "base_url is https://elsewhere.example, and the service's key is for", StringComparison.Ordinal));
        await using var dump = database.Source.CreateCommand(
            "SELECT count(*) FROM (SELECT s::text AS row FROM orleansstorage s UNION ALL SELECT r::text FROM run_state r) rows WHERE row LIKE '%' || $1 || '%'");
        dump.Parameters.AddWithValue(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(Key)));
        Assert.Equal(0L, await dump.ExecuteScalarAsync());
        dump.Parameters[0].Value = Key;
        Assert.Equal(0L, await dump.ExecuteScalarAsync());
        dump.Parameters[0].Value = Convert.ToHexStringLower("cuarl/bytes"u8);
        Assert.NotEqual(0L, await dump.ExecuteScalarAsync());
    }

    private static Action<string> Once(TinkerServer server, params (string Path, int At)[] losses)
    {
        var (counts, next) = (new Dictionary<string, int>(), 0);
        return path =>
        {
            lock (counts)
            {
                counts[path] = counts.GetValueOrDefault(path) + 1;
                if (next < losses.Length && losses[next].Path == path && counts[path] == losses[next].At)
                {
                    next++;
                    counts.Clear();
                    server.LoseSessions();
                }
            }
        };
    }

    private async Task AssertSameAsync(TrainingInfo expected, TrainingInfo actual)
    {
        Assert.Equal(await TrainingTrace.RolloutsAsync(database.Source, expected.Id), await TrainingTrace.RolloutsAsync(database.Source, actual.Id));
        Assert.Equal(await TrainingTrace.FiguresAsync(database.Source, expected.Id), await TrainingTrace.FiguresAsync(database.Source, actual.Id));
    }

    /// <summary>The weights that were saved last by a name, of whatever session.</summary>
    private static string Saved(TinkerServer server, string name) => Convert.ToHexString(server.SavedLast(name));
}
