using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Devices;

public sealed class DeviceLeaseTests : IAsyncLifetime
{
    private readonly DeviceHost _host = new();
    private readonly DeviceHost _other;

    public DeviceLeaseTests() => _other = new DeviceHost(_host);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Lease_Repeated_GivesTheFirstLeaseAndAnotherIsRefusedWhileItHolds()
    {
        var device = await _host.NewDeviceAsync();

        var first = await device.Lease(DeviceHost.Lease("a"));

        Assert.Equal((1, "a", "scripted", 100, 200), (first.Token, first.LeaseId, first.BoxType, first.ScreenWidth, first.ScreenHeight));
        Assert.Equal(first, await device.Lease(DeviceHost.Lease("a")));
        await Assert.ThrowsAsync<DeviceBusyException>(() => device.Lease(DeviceHost.Lease("b")));
        await device.Release(first.Token);
        Assert.Equal(2, (await device.Lease(DeviceHost.Lease("b"))).Token);
        var lost = await Assert.ThrowsAsync<LeaseLostException>(() => device.Act(first.Token, Tap(1, 1)));
        Assert.Equal((1, 2), (lost.Given, lost.Present));
    }

    [Fact]
    public async Task Release_OfAnEarlierToken_LeavesTheLeaseThatHolds()
    {
        var device = await _host.NewDeviceAsync();
        var first = await device.Lease(DeviceHost.Lease("a"));
        await device.Release(first.Token);
        var second = await device.Lease(DeviceHost.Lease("b"));

        var info = await device.Release(first.Token);

        Assert.Equal(("b", second.Token), (info.Lease?.LeaseId, info.Token));
        await device.Act(second.Token, Tap(1, 1));
    }

    [Fact]
    public async Task Lease_OfATerminatedDevice_IsRefusedUntilItHasABoxAgain()
    {
        var device = await _host.NewDeviceAsync();
        var lease = await device.Lease(DeviceHost.Lease("a"));
        await device.Terminate();

        var busy = await Assert.ThrowsAsync<DeviceBusyException>(() => device.Lease(DeviceHost.Lease("b")));
        await Assert.ThrowsAsync<LeaseLostException>(() => device.Act(lease.Token, Tap(1, 1)));
        Assert.Equal(EnvironmentStatus.Terminated, (await device.Terminate()).Status);

        Assert.Contains("its box is terminated", busy.Message, StringComparison.Ordinal);
        await device.Create(DeviceHost.Request);
        Assert.Equal(2, (await device.Lease(DeviceHost.Lease("b"))).Token);
    }

    [Fact]
    public async Task Lease_AndRenewAndRelease_AreOneWriteEachAndActionsNone()
    {
        var device = await _host.NewDeviceAsync();
        var before = _host.Faults.Writes;

        var lease = await device.Lease(DeviceHost.Lease("a"));
        await device.Renew(lease.Token);
        Assert.Equal(before + 2, _host.Faults.Writes);

        for (var i = 0; i < 50; i++)
        {
            await device.Act(lease.Token, Tap(i, i));
        }

        Assert.Equal(before + 2, _host.Faults.Writes);
        Assert.Equal(50, (await device.Describe()).Counters.Actions);
        await device.Release(lease.Token);
        Assert.Equal(before + 3, _host.Faults.Writes);
        Assert.Equal(50, _host.Devices.All.Single().NumActions);
    }

    [Fact]
    public async Task Use_InTheSecondHalfOfALease_RenewsIt()
    {
        var device = await _host.NewDeviceAsync();
        var lease = await device.Renew((await device.Lease(DeviceHost.Lease("a", 60))).Token);
        var began = _host.Time.Now;
        Assert.Equal(began.AddSeconds(60), lease.ExpiresAt);

        _host.Time.Now = began.AddSeconds(29);
        await device.Act(lease.Token, Tap(1, 1));
        Assert.Equal(lease.ExpiresAt, (await device.Describe()).Lease!.ExpiresAt);

        _host.Time.Now = began.AddSeconds(31);
        await device.Act(lease.Token, Tap(1, 1));
        Assert.Equal(began.AddSeconds(91), (await device.Describe()).Lease!.ExpiresAt);
    }

    [Theory]
    [InlineData(30, 100, 30)]
    [InlineData(30, 20, 20)]
    public async Task Lease_NotUsedYet_EndsAtItsBindDeadlineOrItsLimit(double bind, double limit, double end)
    {
        var device = await _host.NewDeviceAsync();

        var lease = await device.Lease(DeviceHost.Lease("a", 60, bind) with { Limit = TimeSpan.FromSeconds(limit) });

        Assert.Equal(TimeSpan.FromSeconds(end), lease.ExpiresAt - lease.LeasedAt);
    }

    [Fact]
    public async Task Lease_UsedAndRenewedAllTheTime_EndsAtItsLimit()
    {
        var device = await _host.NewDeviceAsync();
        var began = _host.Time.Now;
        var lease = await device.Lease(DeviceHost.Lease("a", 60) with { Limit = TimeSpan.FromSeconds(100) });
        Assert.Equal(began.AddSeconds(100), lease.EndsBy);

        await device.Act(lease.Token, Tap(1, 1));
        _host.Time.Now = began.AddSeconds(45);
        await device.Act(lease.Token, Tap(1, 1));
        Assert.Equal(lease.EndsBy, (await device.Describe()).Lease!.ExpiresAt);
        _host.Time.Now = began.AddSeconds(99);
        Assert.Equal(lease.EndsBy, (await device.Renew(lease.Token)).ExpiresAt);
        var writes = _host.Faults.Writes;
        await device.Act(lease.Token, Tap(1, 1));
        Assert.Equal(writes, _host.Faults.Writes);

        _host.Time.Now = began.AddSeconds(100);
        var lost = await Assert.ThrowsAsync<LeaseLostException>(() => device.Renew(lease.Token));
        Assert.Contains("it had held for as long as it might at most", lost.Message, StringComparison.Ordinal);
        Assert.Equal(LeaseEnd.TimedOut, (await device.Describe()).LastLeaseEnd);
    }

    [Theory]
    [InlineData(false, LeaseEnd.Unbound, 10)]
    [InlineData(true, LeaseEnd.Expired, 60)]
    public async Task Lease_WhoseTimeIsOver_EndsAtTheFirstCallAndTheTokenGrows(bool isUsed, LeaseEnd end, double seconds)
    {
        var device = await _host.NewDeviceAsync();
        var lease = await device.Lease(DeviceHost.Lease("a", 60, 10));
        if (isUsed)
        {
            await device.Act(lease.Token, Tap(1, 1));
        }

        _host.Time.Now += TimeSpan.FromSeconds(seconds);

        await Assert.ThrowsAsync<LeaseLostException>(() => device.Act(lease.Token, Tap(2, 2)));
        await Assert.ThrowsAsync<LeaseLostException>(() => device.Renew(lease.Token));
        var free = await device.Describe();
        Assert.Equal((null, "a", end), (free.Lease, free.LastLeaseId, free.LastLeaseEnd));
        await Assert.ThrowsAsync<LeaseLostException>(() => device.Lease(DeviceHost.Lease("a")));
        Assert.Equal(2, (await device.Lease(DeviceHost.Lease("b"))).Token);
        Assert.DoesNotContain(_host.Driver.Calls, call => call.Call.Contains("X = 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lease_ThatNobodyAsksAbout_EndsByItself()
    {
        var device = await _host.NewDeviceAsync();
        await device.Lease(DeviceHost.Lease("a", 1, 1));

        _host.Time.Now += TimeSpan.FromSeconds(2);

        // Looked for in the store, which wakes nobody.
        await Eventually.HoldsAsync("the lease ends", () => Task.FromResult(_host.Devices.All.Single().LeaseId is null));
    }

    [Fact]
    public async Task Lease_OfASiloThatIsGone_EndsAtTheFirstCallElsewhere()
    {
        var device = await _host.NewDeviceAsync();
        var lease = await device.Lease(DeviceHost.Lease("a", 60, 10));
        var id = (await device.Describe()).Id;
        _host.Time.Now += TimeSpan.FromSeconds(10);

        var next = await _other.Grains.GetDevice(id).Lease(DeviceHost.Lease("b"));

        Assert.Equal(lease.Token + 1, next.Token);
        // The first silo comes back: what it believes does not count.
        await Assert.ThrowsAnyAsync<CuaRlException>(() => device.Act(lease.Token, Tap(3, 3)));
        await Assert.ThrowsAsync<LeaseLostException>(() => device.Act(lease.Token, Tap(3, 3)));
        Assert.DoesNotContain(_host.Driver.Calls, call => call.Call.Contains("X = 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lease_OnBothOfTwoActivations_IsGivenOnce()
    {
        var device = await _host.NewDeviceAsync();
        var id = (await device.Describe()).Id;
        var twin = _other.Grains.GetDevice(id);
        await twin.Describe();
        for (var round = 0; round < 10; round++)
        {
            var results = await Task.WhenAll(
                Attempt(() => device.Lease(DeviceHost.Lease($"a{round}"))), Attempt(() => twin.Lease(DeviceHost.Lease($"b{round}"))));

            var lease = Assert.Single(results.OfType<DeviceLease>());
            Assert.Equal(round + 1, lease.Token);
            await Eventually.HoldsAsync("it is given back", async () =>
                await Attempt(() => device.Release(lease.Token)) is DeviceInfo
                && await Attempt(() => twin.Release(lease.Token)) is DeviceInfo && _host.Devices.All.Single().LeaseId is null);
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeTheWrite)]
    [InlineData(StorageFault.AfterTheWrite)]
    public async Task LeaseRenewRelease_WhoseWriteFails_AreHealedByRepeating(StorageFault fault)
    {
        var device = await _host.NewDeviceAsync();

        var lease = await BreakAsync(fault, () => device.Lease(DeviceHost.Lease("a")));
        var renewed = await BreakAsync(fault, () => device.Renew(lease.Token));
        var free = await BreakAsync(fault, () => device.Release(lease.Token));

        Assert.Equal((1, "a"), (lease.Token, lease.LeaseId));
        Assert.NotNull(renewed.BoundAt);
        Assert.Equal((null, "a", LeaseEnd.Released, 1), (free.Lease, free.LastLeaseId, free.LastLeaseEnd, free.Token));
        Assert.Equal(2, (await device.Lease(DeviceHost.Lease("b"))).Token);
    }

    private async Task<T> BreakAsync<T>(StorageFault fault, Func<Task<T>> call)
    {
        _host.Faults.FailNextWrite(fault);
        await Assert.ThrowsAsync<StorageUnavailableException>(call);
        return await call();
    }

    private static async Task<object?> Attempt<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (CuaRlException error)
        {
            return error;
        }
    }

    internal static DeviceAction Tap(int x, int y) => new DeviceAction.Tap { At = new DevicePoint { X = x, Y = y } };
}
