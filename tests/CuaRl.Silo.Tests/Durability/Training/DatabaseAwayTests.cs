using System.Net;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.Silo.Tests.Durability.Training;

public sealed class DatabaseAwayTests
{
    [PostgresFact]
    public async Task Training_WhoseDatabaseGoesAwayAgainAndAgain_WaitsAndEndsBitByBitAsIfItHadNot()
    {
        string[] flags = ["max_steps=8", "seed=3"];
        await using var postgres = await FaultyPostgres.StartAsync();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.Target.ConnectionString) { Pooling = false });
        var hold = new StepHold();
        await using var service = await LoopService.StartAsync(
            postgres.Target.ConnectionString, TestFolders.Create("away"), hold.AddTo, driverLease: TimeSpan.FromSeconds(3));
        using var http = new HttpClient { BaseAddress = service.Address };
        var whole = await service.TrainAsync(ShortTraining.Define("whole", flags));
        hold.After(service, "away", step: 6);
        var training = await service.StartTrainingAsync(ShortTraining.Define("away", flags));
        var driven = service.Grains.GetTrainingLoop((await training.Describe()).Id);

        foreach (var turns in new[] { 20, 120 })
        {
            await TurnsAreRecordedAsync(source, turns);
            await ScalarAsync(source, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()");
        }

        foreach (var turns in new[] { 200, 300 })
        {
            await TurnsAreRecordedAsync(source, turns);
            var loop = await LoopService.PatientlyAsync<LoopInfo>("the training is driven", async () => await driven.Describe());
            postgres.Kill();
            await Eventually.HoldsAsync("the service says that its database is away", async () =>
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable
                    && (await answer.Content.ReadAsStringAsync()).Contains("database: ", StringComparison.Ordinal);
            });
            await Eventually.HoldsAsync("the lease is over", () => Task.FromResult(DateTimeOffset.UtcNow > loop.ExpiresAt));
            await postgres.StartAgainAsync();
        }

        hold.Release();
        var ended = await LoopService.EndOfAsync(training);
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        await TrainingTrace.AssertSameAsync(source, service.Checkpoints, whole.Id, ended.Id);
        await service.NoLeaseIsLeftAsync();
    }

    private static Task TurnsAreRecordedAsync(NpgsqlDataSource source, long turns) => Eventually.HoldsAsync(
        $"{turns} turns of the second training",
        async () => await ScalarAsync(source, """
            SELECT count(*) FROM run_state s JOIN run r ON r.id = s.run_id JOIN training_record t ON t.id::text = r.simulation_id
            WHERE s.step > 0 AND t.run_name = 'away'
            """) >= turns);

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
