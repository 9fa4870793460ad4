using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace Orleans.Engine.Tests.Observers;

public sealed class ObserverManagerTests
{
    private readonly ObserverManager<string, List<string>> _observers = new(TimeSpan.FromMinutes(1), NullLogger.Instance);
    private DateTime _now = new(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ObserverManagerTests() => _observers.GetDateTime = () => _now;

    [Fact]
    public void Notify_AfterAnObserversTime_LeavesItOut()
    {
        List<string> early = [], renewed = [];
        _observers.Subscribe("early", early);
        _observers.Subscribe("renewed", renewed);
        _now += TimeSpan.FromSeconds(50);
        _observers.Subscribe("renewed", renewed);
        _now += TimeSpan.FromSeconds(20);
        _observers.Notify(observer => observer.Add("told"));
        Assert.Empty(early);
        Assert.Equal(["told"], renewed);
        Assert.Equal(["renewed"], _observers.Observers.Keys);
    }

    [Fact]
    public async Task Notify_OfAnObserverThatFails_TellsTheOthersAndDropsIt()
    {
        List<string> first = ["full"], second = [];
        _observers.Subscribe("first", first);
        _observers.Subscribe("second", second);
        await _observers.Notify(observer => observer.Count > 0
            ? Task.FromException(new InvalidOperationException("full"))
            : Task.Run(() => observer.Add("told")));
        Assert.Equal(["told"], second);
        Assert.Equal(["second"], _observers.Observers.Keys);
    }
}
