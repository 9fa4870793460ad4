using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability.Training;

public sealed class TakenOverTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int LeaseSeconds = 3;

    /// <summary>The steps that can be begun before the driver is killed.</summary>
    private const int Passing = 4;

    [ClusterFact]
    public async Task Training_WhoseDrivingSiloIsKilled_IsTakenOverByAnotherAndEndsBitByBitAsOneThatWasNot()
    {
        string[] flags = ["max_steps=12", "seed=9"];
        var folder = TestFolders.Create("taken-over");
        TrainingInfo whole;
        await using (var alone = await LoopService.StartAsync(database.ConnectionString, folder))
        {
            whole = await alone.TrainAsync(ShortTraining.Define("whole", flags));
        }

        var checkpoints = Path.Combine(folder, "checkpoints");
        List<ServiceProcess> silos = [await StartAsync(checkpoints), await StartAsync(checkpoints)];
        try
        {
            string id, driver;
            // However late the kill comes on a busy machine, the training has not ended.
            await using (await DatabaseBar.HoldAsync(database, "batch_record", "INSERT", "NEW.source_type = 'step'", Passing))
            {
                using var answer = await silos[0].Http.PostAsJsonAsync("/api/v1/trainings", TrainingBody.Of(ShortTraining.Define("taken-over", flags)));
                Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
                id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
                await Eventually.HoldsAsync("two steps", async () => await StepsAsync(id) >= 2);

                driver = await Eventually.GivesAsync("somebody drives it", () => DriverAsync(id));
                var victim = silos.Single(silo => driver.Contains($"-{silo.Program.Id}-", StringComparison.Ordinal));
                await victim.DisposeAsync();
                silos.Remove(victim);
            }

            await Eventually.HoldsAsync("another drives it", async () => await DriverAsync(id) is { } other && other != driver);
            output.WriteLine($"{driver} was killed after {await StepsAsync(id)} steps, and {await DriverAsync(id)} goes on");

            await Eventually.HoldsAsync(
                "the training ends",
                async () => await database.ScalarAsync<string>($"SELECT status FROM training_record WHERE id = '{id}'") is "completed" or "failed",
                2 * Eventually.Patience);
            Assert.Null(await database.ScalarAsync<string>($"SELECT error_message FROM training_record WHERE id = '{id}'"));
            await TrainingTrace.AssertSameAsync(database.Source, checkpoints, whole.Id, id);
            Assert.Equal(0, await silos[0].TerminateAsync());
        }
        finally
        {
            await Task.WhenAll(silos.Select(silo => silo.DisposeAsync().AsTask()));
        }
    }

    private Task<ServiceProcess> StartAsync(string checkpoints) => ServiceProcess.StartAsync(
        new ProgramArguments(
            TestFolders.Create("silo"), ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString)))
        {
            Environment = new Dictionary<string, string>
            {
                ["CUARL_CHECKPOINTS"] = checkpoints,
                ["CUARL_DRIVER_LEASE_SECONDS"] = $"{LeaseSeconds}",
            },
        });

    private Task<long> StepsAsync(string training) => database.ScalarAsync<long>(
        $"SELECT count(*) FROM batch_record WHERE training_id = '{training}' AND source_type = 'step' AND status = 'completed'");

    private Task<string?> DriverAsync(string training) => database.ScalarAsync<string>($"""
        SELECT s.payload ->> 'driver' FROM (SELECT convert_from(payloadbinary, 'UTF8')::json AS payload FROM orleansstorage
          WHERE graintypestring = 'training_loop' AND payloadbinary IS NOT NULL) s WHERE s.payload ->> 'training_id' = '{training}'
        """);
}
