using System.Text;
using System.Text.Json;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.Live;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Http.Live;

public sealed class TrainingWatcherTests
{
    private static readonly Guid Training = new("00000000-0000-5000-8000-000000000001");

    private readonly LoggedChanges _changes = new();

    [Fact]
    public async Task Read_ByAThousandViewers_CostsOneReadAChangeAndTellsEachAllOfIt()
    {
        const int Viewers = 1000;
        const int Changes = 20;
        var time = new StoppedTime();
        var options = new LiveOptions { KeepAlive = TimeSpan.FromDays(1) };
        var watchers = new TrainingWatchers(_changes, time, options, NullLogger<TrainingWatcher>.Instance);
        var viewers = await Task.WhenAll(
            Enumerable.Range(0, Viewers).Select(_ => watchers.OpenAsync(Training, after: null, CancellationToken.None)));
        var told = viewers.Select(viewer => NumbersAsync(viewer!, Changes)).ToArray();
        Assert.Equal(1, _changes.Reads);

        for (var i = 1; i <= Changes; i++)
        {
            _changes.Add();
            await Eventually.HoldsAsync("a look", () =>
            {
                if (_changes.Reads == i)
                {
                    time.Advance(options.Interval);
                }

                return Task.FromResult(_changes.Reads == i + 1);
            });
        }

        Assert.All(await Task.WhenAll(told), numbers => Assert.Equal(Enumerable.Range(1, Changes).Select(i => (long)i), numbers));
        Assert.Equal(1 + Changes, _changes.Reads);
        foreach (var viewer in viewers)
        {
            await viewer!.DisposeAsync();
        }

        Assert.Equal(0, watchers.Count);
    }

    [Fact]
    public async Task Read_FromWhereOneLeftOff_GoesOnWithoutGapOrRepeat()
    {
        var watchers = Watchers(new LiveOptions { Interval = TimeSpan.FromMilliseconds(5), PageSize = 7, Kept = 3 });
        await using var keeper = await watchers.OpenAsync(Training, LiveCursor.Before(0), CancellationToken.None);
        _changes.Add(40);
        List<long> all = [];
        LiveCursor? last = LiveCursor.Before(0);
        while (all.Count < 40)
        {
            // Away after each answer: what is not kept any more comes from the database.
            await using var viewer = await watchers.OpenAsync(Training, last, CancellationToken.None);
            var events = (await viewer!.ReadAsync(CancellationToken.None))!;
            all.AddRange(events.Select(Number));
            last = events.Count > 0 ? events[^1].Cursor : last;
        }

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), all);
    }

    [Fact]
    public async Task Read_BySomeoneSlow_MissesNothingThoughLittleIsKept()
    {
        var watchers = Watchers(new LiveOptions { Interval = TimeSpan.FromMilliseconds(1), Kept = 4, PageSize = 5 });
        await using var slow = await watchers.OpenAsync(Training, after: null, CancellationToken.None);
        await using var quick = await watchers.OpenAsync(Training, after: null, CancellationToken.None);
        _changes.Add(100);
        Assert.Equal(100, (await NumbersAsync(quick!, 100)).Count);

        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), await NumbersAsync(slow!, 100));
    }

    [Fact]
    public async Task Read_AfterADeletion_Ends()
    {
        var watchers = Watchers(new LiveOptions { Interval = TimeSpan.FromMilliseconds(1) });
        await using var viewer = await watchers.OpenAsync(Training, after: null, CancellationToken.None);

        _changes.Delete();

        Assert.Null(await viewer!.ReadAsync(CancellationToken.None));
        Assert.Null(await watchers.OpenAsync(new Guid("00000000-0000-5000-8000-000000000002"), null, CancellationToken.None));
    }

    [Fact]
    public async Task Read_InASilence_GivesNothingToSendButASignOfLife()
    {
        var watchers = Watchers(new LiveOptions { KeepAlive = TimeSpan.FromMilliseconds(1) });
        await using var viewer = await watchers.OpenAsync(Training, after: null, CancellationToken.None);

        Assert.Empty((await viewer!.ReadAsync(CancellationToken.None))!);
    }

    [Fact]
    public async Task Read_OverAnOutage_GoesOn()
    {
        var watchers = Watchers(new LiveOptions { Interval = TimeSpan.FromMilliseconds(1) });
        await using var viewer = await watchers.OpenAsync(Training, after: null, CancellationToken.None);
        var before = _changes.Reads;

        _changes.Fault = new StorageUnavailableException("away");
        await Eventually.HoldsAsync("reads that fail", () => Task.FromResult(_changes.Reads > before + 2));
        _changes.Add();
        _changes.Fault = null;

        Assert.Equal([1], await NumbersAsync(viewer!, 1));
    }

    [Fact]
    public async Task Read_WhenTheWatcherFails_FailsAndTheNextOneIsServed()
    {
        var watchers = Watchers(new LiveOptions { Interval = TimeSpan.FromMilliseconds(1) });
        var viewer = await watchers.OpenAsync(Training, after: null, CancellationToken.None);
        _changes.Fault = new InvalidOperationException("broken");
        await Assert.ThrowsAsync<InvalidOperationException>(() => viewer!.ReadAsync(CancellationToken.None));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => watchers.OpenAsync(Training, viewer!.Start, CancellationToken.None));
        _changes.Fault = null;
        _changes.Add();

        await using var next = await watchers.OpenAsync(Training, viewer!.Start, CancellationToken.None);

        Assert.Equal([1], await NumbersAsync(next!, 1));
        await viewer.DisposeAsync();
        Assert.Equal(1, watchers.Count);
    }

    [Fact]
    public async Task Open_AtAPlaceThatIsYetToCome_IsRefused()
    {
        var watchers = Watchers(new LiveOptions());

        await Assert.ThrowsAsync<InvalidRequestException>(
            () => watchers.OpenAsync(Training, LiveCursor.Before(ulong.MaxValue), CancellationToken.None));

        Assert.Equal(0, watchers.Count);
    }

    private TrainingWatchers Watchers(LiveOptions options) =>
        new(_changes, TimeProvider.System, options, NullLogger<TrainingWatcher>.Instance);

    private static async Task<List<long>> NumbersAsync(TrainingViewer viewer, int count)
    {
        List<long> numbers = [];
        while (numbers.Count < count)
        {
            numbers.AddRange((await viewer.ReadAsync(CancellationToken.None))!.Select(Number));
        }

        return numbers;
    }

    private static long Number(LiveEvent change)
    {
        var text = Encoding.UTF8.GetString(change.Bytes.Span);
        var data = text.Split('\n').Single(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..];
        return JsonDocument.Parse(data).RootElement.GetProperty("number").GetInt64();
    }
}
