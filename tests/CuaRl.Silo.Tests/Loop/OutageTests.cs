using CuaRl.Silo.Loop;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

public sealed class OutageTests
{
    private readonly StoppedTime _time = new();
    private readonly List<string?> _said = [];
    private readonly Outages _outages;

    public OutageTests() => _outages = new Outages(_time, (message, _) =>
    {
        _said.Add(message);
        return Task.CompletedTask;
    });

    [Fact]
    public async Task Outlast_OfWhatIsAway_PausesLongerEachTimeAndSaysSoUntilItIsBack()
    {
        var asked = 0;
        var answer = _outages.OutlastAsync(
            () => ++asked <= 7 ? throw new TrainerUnavailableException("tinker", "it answered 503") : Task.FromResult(asked), default);

        foreach (var pause in new[] { 1, 2, 4, 8, 16, 32, 32 })
        {
            Assert.Equal(TimeSpan.FromSeconds(pause), _time.Next);
            _time.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.Equal(8, await answer);
        Assert.Null(_said[^1]);
        Assert.Equal(
            "waiting for the trainer: The trainer 'tinker' cannot take this call: it answered 503. Try again later.",
            Assert.Single(_said[..^1].Distinct()));
        Assert.Equal(6, _said.Count); // At 0, 7, 15, 31 and 63 seconds: what is said within 5 seconds of the last time is no news.
    }

    [Fact]
    public async Task Outlast_OfManyAtOnce_IsSaidOnceAndOverOnce()
    {
        var isAway = true;
        var answers = Enumerable.Range(0, 100).Select(i => _outages.OutlastAsync(
            () => isAway ? throw new RewardFailedException("judge", "it answered 503", isTransient: true) : Task.FromResult(i), default)).ToArray();

        isAway = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(Enumerable.Range(0, 100), await Task.WhenAll(answers));
        Assert.Equal(2, _said.Count);
        Assert.StartsWith("waiting for a reward: ", _said[0], StringComparison.Ordinal);
        Assert.Null(_said[1]);
    }

    [Fact]
    public async Task Outlast_WhenATimeIsNamed_WaitsForIt()
    {
        var asked = 0;
        var answer = _outages.OutlastAsync(
            () => ++asked == 1 ? throw new TrainerUnavailableException("tinker", "busy", TimeSpan.FromSeconds(17)) : Task.FromResult(asked),
            default);

        Assert.Equal(TimeSpan.FromSeconds(17), _time.Next);
        _time.Advance(TimeSpan.FromSeconds(17));

        Assert.Equal(2, await answer);
    }

    [Fact]
    public async Task Outlast_OfWhatDoesNotPass_FailsWithIt()
    {
        await Assert.ThrowsAsync<RewardFailedException>(() => _outages.OutlastAsync<int>(
            () => throw new RewardFailedException("judge", "no finite number", isTransient: false), default));

        Assert.Empty(_said);
    }
}
