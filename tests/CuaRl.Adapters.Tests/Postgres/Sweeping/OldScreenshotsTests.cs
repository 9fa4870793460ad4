using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Tests.Postgres.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

public sealed class OldScreenshotsTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly TimeSpan Age = TimeSpan.FromDays(30);

    private readonly SetTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly StoredRuns _runs = new(database);
    private readonly SweptBlobs _blobs = new(database);

    private OldScreenshots Sweep => new(database.Source, _blobs.Gate, StoredRuns.Service, Age, _time);

    [PostgresTheory]
    [InlineData("completed")]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public async Task Sweep_EndedTraining_DeletesItsOldScreenshotsAndSaysSoToReaders(string status)
    {
        var (_, screenshot) = await AddAsync(status);
        var expired = _time.GetUtcNow() + Age * 2;
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        var error = await Assert.ThrowsAsync<BlobExpiredException>(() => _blobs.FindAsync(screenshot));
        Assert.Equal((Convert.ToHexStringLower(screenshot), expired), (error.Sha256, error.ExpiredAt));
    }

    [PostgresTheory]
    [InlineData("running", "completed")]
    [InlineData("paused", "completed")]
    [InlineData("initializing", "completed")]
    [InlineData("completed", "active")]
    [InlineData("completed", "paused")]
    public async Task Sweep_TrainingOrRunThatGoesOn_KeepsThem(string training, string run)
    {
        var (_, screenshot) = await AddAsync(training, run);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_YoungerThanTheAge_KeepsThem()
    {
        var (_, screenshot) = await AddAsync("completed");
        _time.Advance(Age - TimeSpan.FromHours(1));

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_NoAge_KeepsThemForEver()
    {
        var (_, screenshot) = await AddAsync("completed");
        _time.Advance(Age * 1_000);

        Assert.Equal(0, await new OldScreenshots(database.Source, _blobs.Gate, StoredRuns.Service, null, _time).SweepAsync(default));

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_NamedByAnotherTrainingThatRuns_KeepsIt()
    {
        var (_, screenshot) = await AddAsync("completed");
        await AddAsync("running", "active", screenshot);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresTheory]
    [InlineData("cartpole")]
    [InlineData(null)]
    [InlineData("6e6f7420-6120-4472-a169-6e696e670000")]
    public async Task Sweep_NamedByARunOfNoTraining_KeepsIt(string? simulation)
    {
        var (_, screenshot) = await AddAsync("completed");
        await _runs.NameAsync(await _runs.AddAsync(simulation, 3, status: "completed"), 1, screenshot);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresTheory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task Sweep_TaggedState_KeepsItsHistoryAndNoMore(long tagged, bool isKept)
    {
        var (run, screenshot) = await AddAsync("completed");
        await database.ExecuteAsync(
            $"INSERT INTO state_tag VALUES ('{StoredRuns.Service}', '', 'tag {run}', '{run}', {tagged}, '2026-11-21 12:00:00+00')");
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.Equal(isKept, await IsThereAsync(screenshot));
    }

    [PostgresTheory]
    [InlineData(0, "active", false)]
    [InlineData(1, "active", true)]
    [InlineData(2, "completed", true)]
    [InlineData(2, "pruned", false)]
    public async Task Sweep_BranchFromTheRun_KeepsWhatItInherits(long step, string branch, bool isKept)
    {
        var (run, screenshot) = await AddAsync("completed");
        await _runs.AddAsync("other", step + 2, StoredRuns.At(run, step), branch);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.Equal(isKept, await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_RolloutThatGoesOnFromTheRun_KeepsNothing()
    {
        var (run, screenshot) = await AddAsync("completed");
        await _runs.AddAsync("other", 4, StoredRuns.At(run, 2), "completed", isOfRollout: true);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.False(await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_BlobThatIsNoPicture_IsKept()
    {
        var run = await AddRunAsync("completed", "completed");
        var text = await _blobs.PutAsync(_time.GetUtcNow(), "text/plain");
        await _runs.NameAsync(run, 1, text);
        _time.Advance(Age * 2);

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(text));
    }

    [PostgresFact]
    public async Task Sweep_SentAgainSince_IsKept()
    {
        var (_, screenshot) = await AddAsync("completed");
        _time.Advance(Age * 2);
        await _blobs.TouchAsync(screenshot, _time.GetUtcNow());

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(screenshot));
    }

    [PostgresFact]
    public async Task Delete_NamedByAYoungStateSinceItWasLookedAt_LeavesIt()
    {
        var (run, screenshot) = await AddAsync("completed");
        _time.Advance(Age * 2);
        await database.ExecuteAsync($"UPDATE run_state SET created_at = '{_time.GetUtcNow():O}' WHERE run_id = '{run}'");

        Assert.Equal(0, await Sweep.DeleteAsync([screenshot], _time.GetUtcNow() - Age, default));
    }

    [PostgresFact]
    public async Task Sweep_ExpiredAndThenPruned_IsForgotten()
    {
        var (run, screenshot) = await AddAsync("completed");
        _time.Advance(Age * 2);
        await Sweep.SweepAsync(default);
        await database.ExecuteAsync($"DELETE FROM run_state WHERE run_id = '{run}'");

        await Sweep.SweepAsync(default);

        Assert.Null(await _blobs.FindAsync(screenshot));
    }

    [PostgresFact]
    public async Task Sweep_GateClosed_DeletesNothing()
    {
        var (_, screenshot) = await AddAsync("completed");
        _time.Advance(Age * 2);
        _blobs.Gate.Close("the lock is lost");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Sweep.SweepAsync(default));

        Assert.True(await IsThereAsync(screenshot));
    }

    /// <summary>A run of a training, with a screenshot in the middle.</summary>
    private async Task<(Guid Run, byte[] Screenshot)> AddAsync(string training, string run = "completed", byte[]? screenshot = null)
    {
        var id = await AddRunAsync(training, run);
        var named = screenshot ?? await _blobs.PutAsync(_time.GetUtcNow(), "image/png");
        await _runs.NameAsync(id, 1, RandomNumberGenerator.GetBytes(32), named);
        return (id, named);
    }

    private async Task<Guid> AddRunAsync(string training, string run)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            $"INSERT INTO training_record (service_id, id, status) VALUES ('{StoredRuns.Service}', '{id}', '{training}')");
        return await _runs.AddAsync(id.ToString(), 3, status: run);
    }

    private async Task<bool> IsThereAsync(byte[] hash)
    {
        try
        {
            return await _blobs.FindAsync(hash) is not null;
        }
        catch (BlobExpiredException)
        {
            return false;
        }
    }
}
