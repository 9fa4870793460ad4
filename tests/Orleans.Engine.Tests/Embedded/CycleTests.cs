using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Embedded;

/// <summary>No test here waits for a response timeout, which is 30 s: a report comes at once.</summary>
[Collection(EngineSuite.Name)]
public sealed class CycleTests(EngineCluster engine)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly string _a = EngineCluster.NewKey();
    private readonly string _b = EngineCluster.NewKey();
    private readonly string _c = EngineCluster.NewKey();

    [Fact]
    public async Task CallToItself_Awaited_IsReported()
    {
        var report = await Reported(Grain(_a).Pass([_a]));
        Assert.Contains($"ICycleGrain.Pass of cycle/{_a} waits for", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_OverThreeGrains_IsReportedWithItsChain()
    {
        var report = await Reported(Grain(_a).Pass([_b, _c, _a]));
        Assert.Contains(
            string.Join(" waits for ", new[] { _a, _b, _c, _a, _a }.Select(key => $"{typeof(ICycleGrain)}.Pass of cycle/{key}")),
            report.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cycle_ThroughWhenAll_IsReported() => await Reported(Grain(_a).PassWithOthers([_b, _a]));

    [Fact]
    public async Task Cycle_AwaitedLater_IsReportedThen()
    {
        var gate = $"{_a} gate";
        var call = Grain(_a).PassAfter([_b, _a], gate);
        await Diary.Holds(_b, "called");
        Gate.Open(gate);
        await Reported(call);
    }

    [Fact]
    public async Task Cycle_WithoutAnAwait_IsReported() => await Reported(Grain(_a).PassDirectly([_b, _a]).AsTask());

    [Fact]
    public async Task TwoGrains_ThatEachCallTheOther_OneIsReported()
    {
        var gate = $"{_a} gate";
        var first = Grain(_a).CallAfter("begun", gate, _b);
        var second = Grain(_b).CallAfter("begun", gate, _a);
        await Task.WhenAll(Diary.Holds(_a, "begun"), Diary.Holds(_b, "begun"));
        Gate.Open(gate);
        await Assert.ThrowsAsync<TimeoutException>(() => Task.WhenAll(first, second).WaitAsync(Soon));
        Assert.Contains(new[] { first, second }, call => call.IsFaulted);
    }

    [Fact]
    public async Task CallBack_ThatNobodyAwaits_IsNoCycle()
    {
        Assert.Equal("answered", await Grain(_a).CallAndBeTold(_b));
        await Diary.Holds(_a, "told");
    }

    [Fact]
    public async Task CallBack_AwaitedWithPatience_IsNoCycle() =>
        Assert.False(await Grain(_a).TryPass([_b, _a], TimeSpan.FromMilliseconds(100)).WaitAsync(Soon));

    [Fact]
    public async Task Chain_ThatDoesNotComeBack_Answers() => Assert.Equal(2, await Grain(_a).Pass([_b, _c]));

    private static async Task<TimeoutException> Reported(Task call)
    {
        var report = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Soon));
        Assert.StartsWith("Call cycle: ", report.Message, StringComparison.Ordinal);
        return report;
    }

    private ICycleGrain Grain(string key) => engine.Client.GetGrain<ICycleGrain>(key);
}
