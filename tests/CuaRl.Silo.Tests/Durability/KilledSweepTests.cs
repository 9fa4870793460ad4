using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trainings;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability;

public sealed class KilledSweepTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    /// <summary>Several times what one call reaches.</summary>
    private const int Rollouts = 2_048;

    /// <summary>More than that, and not all: however late the kill comes on a busy machine, the pause is in its midst.</summary>
    private const int Passing = Rollouts / 2;

    [PostgresFact]
    public async Task Pause_WhoseSiloIsKilledInItsMidst_GoesOnWhenTheServiceStartsThoughNobodyAsks()
    {
        var arguments = new ProgramArguments(
            TestFolders.Create("killed-sweep"), ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString)));
        await using (var service = await ServiceProcess.StartAsync(arguments))
        {
            var training = await service.Http.StartTrainingAsync();
            var group = await service.Http.StartGroupAsync(await service.Http.StartBatchAsync(training, size: Rollouts), size: Rollouts);
            await Parallel.ForAsync(
                0, Rollouts, new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (index, _) => await service.Http.StartRolloutAsync(group, index));
            await using var bar = await DatabaseBar.HoldAsync(database, "rollout_record", "UPDATE", "NEW.paused AND NOT OLD.paused", Passing);
            var paused = await service.Http.PostJsonAsync($"/api/v1/trainings/{training.Text("id")}/pause", "{}");
            await service.Program.KillAsync();
            Assert.InRange(paused.GetProperty("unreached").GetInt32(), 1, Rollouts - 1);
        }

        Assert.InRange(await GoingAsync(), 1, Rollouts - 1);
        await using (await ServiceProcess.StartAsync(arguments))
        {
            await Eventually.HoldsAsync("the pause reaches all", async () => await GoingAsync() == 0);
        }
    }

    private Task<long> GoingAsync() => database.ScalarAsync<long>("SELECT count(*) FROM rollout_record WHERE NOT paused");
}
