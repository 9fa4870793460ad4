using System.Text.Json;
using CuaRl.Silo.Tests.Service.Monitor;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Live;

public sealed class LiveApiTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    [PostgresFact]
    public async Task Follow_Training_TellsRecordsAndTurnsAsTheyAreStored()
    {
        var recorded = await RecordedTraining.RecordAsync(service, "live");
        using var reader = await OpenAsync(recorded.Training.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));

        await RecordedTraining.TurnAsync(service, recorded.Live, 2);
        var turn = (await reader.ReadUntilAsync(message => message.Text("kind") == "turn"))[^1];
        await service.Grains.GetRollout(recorded.Live.Id).Fail("device_lost", "gone");
        var rollout = (await reader.ReadUntilAsync(message => message.Text("kind") == "rollout"))[^1];

        Assert.Equal((recorded.Live.Id, recorded.Live.Number, 2), (turn.Text("id"), turn.Number("number"), turn.Number("turn")));
        Assert.Equal(
            (recorded.Live.Id, "running", "failed", 2),
            (rollout.Text("id"), rollout.Text("old_status"), rollout.Text("status"), rollout.Number("turn")));
    }

    [PostgresFact]
    public async Task Follow_WithBreaks_TellsEachChangeOnce()
    {
        const int Changes = 30;
        var recorded = await RecordedTraining.RecordAsync(service, "breaks");
        using var steady = await OpenAsync(recorded.Training.Id);
        var resumed = await OpenAsync(recorded.Training.Id);
        var started = resumed.LastId;
        var writing = service.ReportAsync(recorded, Changes);
        List<string> told = [];
        while (told.Count == 0 || told[^1] != $"{Changes}")
        {
            told.AddRange(await resumed.ReadReportsAsync(1));
            var last = resumed.LastId;
            resumed.Dispose();
            resumed = await OpenAsync(recorded.Training.Id, last);
        }

        resumed.Dispose();
        await writing;
        var all = Enumerable.Range(1, Changes).Select(i => $"{i}").ToList();
        Assert.Equal(all, told);
        Assert.Equal(all, await steady.ReadReportsAsync(Changes));
        using var late = await OpenAsync(recorded.Training.Id, started);
        Assert.Equal(all, await late.ReadReportsAsync(Changes));
    }

    [PostgresFact]
    public async Task Follow_ByAThousand_ReadsTheDatabaseNoMoreOftenThanForOne()
    {
        const int Viewers = 1000;
        const int Changes = 10;
        var recorded = await RecordedTraining.RecordAsync(service, "crowd");
        var readers = new List<EventReader>(Viewers);
        foreach (var some in Enumerable.Range(0, Viewers).Chunk(100))
        {
            readers.AddRange(await Task.WhenAll(some.Select(_ => OpenAsync(recorded.Training.Id))));
        }

        var before = await ReadsAsync();
        await service.ReportAsync(recorded, Changes);

        var all = Enumerable.Range(1, Changes).Select(i => $"{i}").ToList();
        Assert.All(
            await Task.WhenAll(readers.Select(reader => reader.ReadReportsAsync(Changes))), messages => Assert.Equal(all, messages));
        readers.ForEach(reader => reader.Dispose());
        var reads = await ReadsAsync() - before;
        Assert.True(reads < Viewers / 2, $"{reads} reads for {Changes} changes and {Viewers} viewers");
    }

    [PostgresFact]
    public async Task Follow_UntilTheDeletion_EndsWithIt()
    {
        var recorded = await RecordedTraining.RecordAsync(service, "deleted");
        using var reader = await OpenAsync(recorded.Training.Id);
        var training = service.Grains.GetTraining(recorded.Training.Id);
        await training.Cancel();

        await training.Delete();

        string last;
        do
        {
            last = (await reader.ReadAsync())!.Value.Name;
        }
        while (last == "message");
        Assert.Equal("deleted", last);
        Assert.Null(await reader.ReadAsync());
        using var answer = await _http.GetAsync(Address(recorded.Training.Id));
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData("x")]
    [InlineData("18446744073709551615.0")]
    public async Task Follow_FromAPlaceThatWasNotHandedOut_IsRefused(string place)
    {
        var recorded = await RecordedTraining.RecordAsync(service, $"refused {place}");

        using var answer = await _http.GetAsync(new Uri($"{Address(recorded.Training.Id)}?after={place}"));

        Assert.Equal(422, (int)answer.StatusCode);
    }

    [PostgresTheory]
    [InlineData("999999")]
    [InlineData("nothing")]
    [InlineData("00000000-0000-5000-8000-000000000000")]
    public async Task Follow_NoTraining_Is404(string id)
    {
        using var answer = await _http.GetAsync(Address(id));

        Assert.Equal(404, (int)answer.StatusCode);
    }

    /// <summary>How often the log of changes was looked into, once the server has counted what was under way.</summary>
    private async Task<long> ReadsAsync()
    {
        var last = -1L;
        await Eventually.HoldsAsync("counts that stand", async () =>
        {
            var before = last;
            last = await service.Database.ScalarAsync<long>(
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE indexrelname = 'record_event_by_training'");
            return last == before;
        });
        return last;
    }

    private Uri Address(string id) => new(service.Address, $"/api/v1/trainings/{id}/events");

    private Task<EventReader> OpenAsync(string id, string? lastId = null) => EventReader.OpenAsync(_http, Address(id), lastId);
}
