using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Training;

/// <summary>
/// A training that a process of its own drives, which is killed (SIGKILL) at instants that a seed chooses. What comes after an instant
/// is held up until it is: on a busy machine a kill may come late.
/// </summary>
internal sealed class KilledTraining(PostgresDatabase database, string folder, Random random)
{
    private const int MostTurns = 60;

    /// <summary>More than are on the way to the database at once.</summary>
    private const int FurtherTurns = 64;

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
        await using var bar = await DatabaseBar.HoldAsync(database, "batch_record", "INSERT", "NEW.source_type = 'step'");
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
        await using var bar = await DatabaseBar.HoldAsync(database, "batch_record", "INSERT", "NEW.source_type = 'step'", passing: 1);
        await using var service = await ServiceProcess.StartAsync(Arguments);
        using var answer = await service.Http.PostAsJsonAsync($"/api/v1/trainings/{parent}/branch", new { run_name = name, step });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await ReachAsync(
            "its first step trains",
            $"SELECT count(*) FROM batch_record WHERE training_id = '{Id}' AND status IN ('training', 'completed')", least: 1);
        Assert.Empty(Saved());
        await KillAsync(service, "in the first step of the branch");
    }

    /// <summary>Lets it go on by itself until an instant, and kills it then.</summary>
    public async Task GoOnAndKillAsync()
    {
        await using var end = await DatabaseBar.HoldAsync(database, "training_record", "UPDATE", "NEW.status = 'completed'");
        await (random.Next(4) switch
        {
            0 => KillInAStepAsync(),
            1 => KillAtASaveAsync(),
            _ => KillInRolloutsAsync(random.Next(MostTurns)),
        });
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

    private async Task KillInAStepAsync()
    {
        const string Trained = "SELECT count(*) FROM batch_record WHERE source_type = 'step' AND status IN ('training', 'completed')";
        var (trained, inTraining) = (
            await CountAsync(Trained),
            await CountAsync("SELECT count(*) FROM batch_record WHERE source_type = 'step' AND status = 'training'"));
        await using var bar = await DatabaseBar.HoldAsync(
            database, "batch_record", "UPDATE", "NEW.source_type = 'step' AND NEW.status = 'completed' AND OLD.status <> 'completed'",
            passing: (int)inTraining);
        await using var service = await ServiceProcess.StartAsync(Arguments);
        await ReachAsync("a step trains", Trained, trained + 1);
        await KillAsync(service, "as a step trained");
    }

    private async Task KillAtASaveAsync()
    {
        var saved = Saved();
        await using var bar = await DatabaseBar.HoldAsync(
            database, "batch_record", "UPDATE", "NEW.checkpoint_path IS NOT NULL AND OLD.checkpoint_path IS NULL");
        await using var service = await ServiceProcess.StartAsync(Arguments);
        await Eventually.HoldsAsync("a state is saved", () => Task.FromResult(Saved().Except(saved).Any()));
        await KillAsync(service, "as a state was saved");
    }

    private async Task KillInRolloutsAsync(int turns)
    {
        const string Turns = "SELECT count(*) FROM run_state WHERE step > 0";
        var before = await CountAsync(Turns);
        await using var bar = await DatabaseBar.HoldAsync(database, "run_state", "INSERT", "NEW.step > 0", passing: turns + FurtherTurns);
        await using var service = await ServiceProcess.StartAsync(Arguments);
        await ReachAsync("turns are recorded", Turns, before + turns);
        await KillAsync(service, "in rollouts");
    }

    private async Task KillAsync(ServiceProcess service, string instant)
    {
        Assert.False(await HasEndedAsync(), "The training ended before it was killed: give it more steps.");
        await service.Program.KillAsync();
        _instants[instant] = _instants.GetValueOrDefault(instant) + 1;
    }

    /// <summary>Asks without a pause, so that the instant is hit: what is waited for may last some milliseconds only.</summary>
    private async Task ReachAsync(string what, string count, long least)
    {
        var started = Stopwatch.GetTimestamp();
        while (await CountAsync(count) < least)
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Eventually.Patience, $"Still waiting: {what}.");
        }
    }

    private async Task<bool> HasEndedAsync() => await database.ScalarAsync<bool>(
        $"SELECT status IN ('completed', 'failed', 'cancelled') FROM training_record WHERE id = '{Id}'");

    private Task<long> CountAsync(string count) => database.ScalarAsync<long>(count);

    /// <summary>The states that are saved or about to be, with when they were.</summary>
    private HashSet<(string File, DateTime At)> Saved()
    {
        var weights = Path.Combine(Checkpoints, Id, "weights");
        return Directory.Exists(weights) ? [.. Directory.GetFiles(weights).Select(file => (file, File.GetLastWriteTimeUtc(file)))] : [];
    }
}
