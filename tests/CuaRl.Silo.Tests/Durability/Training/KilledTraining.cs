using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Training;

/// <summary>A training that a process of its own drives, which is killed (SIGKILL) at instants that a seed chooses.</summary>
internal sealed class KilledTraining(PostgresDatabase database, string folder, Random random)
{
    private const int MostTurns = 60;

    private readonly Dictionary<string, int> _instants = new(StringComparer.Ordinal);

    public string Checkpoints { get; } = Path.Combine(folder, "checkpoints");

    public string Id { get; private set; } = "";

    /// <summary>How often it was killed at what.</summary>
    public string Instants => string.Join(", ", _instants.OrderBy(at => at.Key, StringComparer.Ordinal).Select(at => $"{at.Value} {at.Key}"));

    private ProgramArguments Arguments => new(
        folder, ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString), "--data", folder))
    {
        Environment = new Dictionary<string, string>
        {
            ["CUARL_DEVICES"] = $"{LoopService.Devices}",
            ["CUARL_DRIVER_LEASE_SECONDS"] = "1",
        },
    };

    /// <summary>Starts a training; the first kill comes while it learns from demonstrations.</summary>
    public async Task StartAndKillAsync(TrainingDefinition definition)
    {
        await using var service = await ServiceProcess.StartAsync(Arguments);
        using var answer = await service.Http.PostAsJsonAsync("/api/v1/trainings", TrainingBody.Of(definition));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await ReachAsync("the warm start", $"SELECT count(*) FROM batch_record WHERE training_id = '{Id}'", least: 1);
        await KillAsync(service, "in the warm start");
    }

    /// <summary>Branches it off another training; the first kill comes in its first step, before it has saved a state of its own.</summary>
    public async Task BranchAndKillAsync(string parent, int step, string name)
    {
        await using var service = await ServiceProcess.StartAsync(Arguments);
        using var answer = await service.Http.PostAsJsonAsync($"/api/v1/trainings/{parent}/branch", new { run_name = name, step });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await ReachAsync(
            "its first step trains",
            $"SELECT count(*) FROM batch_record WHERE training_id = '{Id}' AND status IN ('training', 'completed')", least: 1);
        Assert.Equal(0, CountSaved());
        await KillAsync(service, "in the first step of the branch");
    }

    /// <summary>Lets it go on by itself until an instant, and kills it then.</summary>
    public async Task GoOnAndKillAsync()
    {
        await using var service = await ServiceProcess.StartAsync(Arguments);
        switch (random.Next(4))
        {
            case 0:
                await ReachMoreAsync(
                    "a step trains", "SELECT count(*) FROM batch_record WHERE source_type = 'step' AND status IN ('training', 'completed')", 1);
                await KillAsync(service, "as a step trained");
                break;
            case 1:
                var saved = CountSaved();
                await Eventually.HoldsAsync("a state is saved", async () => CountSaved() > saved || await HasEndedAsync());
                await KillAsync(service, "as a state was saved");
                break;
            default:
                await ReachMoreAsync("turns are recorded", "SELECT count(*) FROM run_state WHERE step > 0", random.Next(MostTurns));
                await KillAsync(service, "in rollouts");
                break;
        }
    }

    /// <summary>Lets it go on to its end.</summary>
    public async Task FinishAsync()
    {
        await using var service = await ServiceProcess.StartAsync(Arguments);
        await Eventually.HoldsAsync("the training ends", HasEndedAsync, 2 * Eventually.Patience);
        Assert.Equal("completed", await database.ScalarAsync<string>($"SELECT status FROM training_record WHERE id = '{Id}'"));
        Assert.Equal(0, await service.TerminateAsync());
    }

    public async Task VerifyAsync()
    {
        var verified = await CuarlProgram.RunAsync(
            new ProgramArguments(folder, "db", "verify", "--database", DatabaseUrl.From(database.ConnectionString)));
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    private async Task KillAsync(ServiceProcess service, string instant)
    {
        Assert.False(await HasEndedAsync(), "The training ended before it was killed: give it more steps.");
        await service.Program.KillAsync();
        _instants[instant] = _instants.GetValueOrDefault(instant) + 1;
    }

    private async Task ReachMoreAsync(string what, string count, int more) =>
        await ReachAsync(what, count, await database.ScalarAsync<long>(count) + more);

    /// <summary>Asks without a pause, so that the instant is hit: what is waited for may last some milliseconds only.</summary>
    private async Task ReachAsync(string what, string count, long least)
    {
        var started = Stopwatch.GetTimestamp();
        while (await database.ScalarAsync<long>(count) < least && !await HasEndedAsync())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Eventually.Patience, $"Still waiting: {what}.");
        }
    }

    private async Task<bool> HasEndedAsync() => await database.ScalarAsync<bool>(
        $"SELECT status IN ('completed', 'failed', 'cancelled') FROM training_record WHERE id = '{Id}'");

    private int CountSaved()
    {
        var weights = Path.Combine(Checkpoints, Id, "weights");
        return Directory.Exists(weights) ? Directory.GetFiles(weights).Length : 0;
    }
}
