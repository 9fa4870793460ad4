using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Devices;

/// <summary>A reset may end the device's box before it has another. Broken off there, the lease goes on.</summary>
public sealed class DeviceResetTests : IAsyncLifetime
{
    private static readonly DeviceReset Reset = new() { Seed = 7 };

    private readonly DeviceHost _host = new();
    private readonly DeviceHost _other;

    public DeviceResetTests() => _other = new DeviceHost(_host);

    private ScriptedDriver Driver => _host.Driver;

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
    public async Task Reset_PutOffAfterItsBoxWasEnded_SucceedsUnderTheSameLeaseWhenItIsRepeated()
    {
        var (device, lease) = await LeasedAsync();
        EndsBoxAndIsPutOff(on: "reset 7");

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, Reset));
        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Driver.Before = null;
        var after = await device.Reset(lease.Token, Reset);

        Assert.Equal((lease.LeaseId, lease.Token), (after.LeaseId, after.Token));
        Assert.Equal(after.BoxId, Assert.Single(Driver.Boxes).Key);
        await device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
        Assert.Equal(0, (await device.Describe()).Counters.Faults);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Call_AfterAResetThatWasBrokenOff_FindsACleanBox(bool isLocal)
    {
        Driver.Traits = Driver.Traits with { IsLocal = isLocal };
        var (device, lease) = await LeasedAgainAsync();
        EndsBoxAndIsPutOff(on: "reset 7");
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, Reset));
        Driver.Before = null;

        await device.Shell(lease.Token, "ls");

        Assert.Equal(["reset 7", "reset 0", "shell ls"], Driver.Calls.Select(call => call.Call).Where(call => call != "create"));
    }

    [Fact]
    public async Task Reconcile_WhileAResetIsBrokenOff_LeavesTheLeaseAndWhatTheResetMade()
    {
        var (device, lease) = await LeasedAsync();
        EndsBoxAndIsPutOff(on: "reset 7");
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, Reset));
        Driver.Before = null;
        var made = Driver.Add(new(MemoryDevices.Owner, lease.DeviceId, lease.DeviceId, Incarnation: 1));

        var result = await device.Reconcile([made]);
        var probed = await device.Probe();

        Assert.Equal((0, 0), (result.Closed, result.Terminated));
        Assert.Equal((EnvironmentStatus.Running, lease.LeaseId, 0), (probed.Status, probed.Lease?.LeaseId, probed.Health.Faults));
        Assert.Equal(made, (await device.Reset(lease.Token, Reset)).BoxId);
        Assert.Single(Driver.Boxes);
    }

    [Fact]
    public async Task Reconcile_AfterTheLeaseOfABrokenOffReset_ClosesTheDevice()
    {
        var (device, lease) = await LeasedAsync();
        EndsBoxAndIsPutOff(on: "reset 7");
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, Reset));
        Driver.Before = null;
        var made = Driver.Add(new(MemoryDevices.Owner, lease.DeviceId, lease.DeviceId, Incarnation: 1));
        await device.Release(lease.Token);

        var result = await device.Reconcile([made]);

        Assert.Equal((1, 1), (result.Closed, result.Terminated));
        Assert.Empty(Driver.Boxes);
    }

    [Fact]
    public async Task Terminate_WhileAResetIsBrokenOff_EndsWhatTheResetMade()
    {
        var (device, lease) = await LeasedAsync();
        EndsBoxAndIsPutOff(on: "reset 7");
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, Reset));
        Driver.Before = null;
        Driver.Add(new(MemoryDevices.Owner, lease.DeviceId, lease.DeviceId, Incarnation: 1));

        await device.Terminate();

        Assert.Empty(Driver.Boxes);
    }

    [Fact]
    public async Task Reset_WhoseSiloDied_GoesOnAtAnother()
    {
        var (device, lease) = await LeasedAsync();
        var (began, frozen) = (new TaskCompletionSource(), new TaskCompletionSource());
        Driver.Before = (box, call) =>
        {
            if (call == "reset 7" && Driver.Boxes.TryRemove(box, out _))
            {
                began.SetResult();
                return frozen.Task;
            }

            return Task.CompletedTask;
        };
        var late = device.Reset(lease.Token, Reset);
        await began.Task;
        var elsewhere = _other.Grains.GetDevice(lease.DeviceId);

        var result = await elsewhere.Reconcile([]);
        var after = await elsewhere.Reset(lease.Token, Reset);

        Assert.Equal((0, lease.LeaseId), (result.Closed, after.LeaseId));
        frozen.SetResult();
        await Assert.ThrowsAsync<StaleStateException>(() => late);
        Assert.Equal(after.BoxId, Assert.Single(Driver.Boxes).Key);
        await elsewhere.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
    }

    [Fact]
    public async Task Actions_AreCountedOncePerCallOfTheHolder()
    {
        var (device, first) = await LeasedAsync();
        await device.Act(first.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Release(first.Token);
        var second = await device.Lease(DeviceHost.Lease("second"));

        await device.Act(second.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Reset(second.Token, Reset);
        await device.Restore(second.Token, JsonText.EmptyObject);

        Assert.Equal(4, (await device.Describe()).Counters.Actions);
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Reset_OfABoxOfThisProcessThatIsKnownToBeUsed_IsNotAnnouncedAgain(bool isLocal, int writes)
    {
        Driver.Traits = Driver.Traits with { IsLocal = isLocal };
        var (device, first) = await LeasedAsync();
        var before = _host.Faults.Writes;
        await device.Reset(first.Token, Reset);
        Assert.Equal(2, _host.Faults.Writes - before);
        await device.Release(first.Token);
        var lease = await device.Lease(DeviceHost.Lease("b", seconds: 90));

        before = _host.Faults.Writes;
        var after = await device.Reset(lease.Token, Reset);

        Assert.Equal(writes, _host.Faults.Writes - before);
        Assert.NotNull(after.BoundAt);
        Assert.True(after.ExpiresAt > lease.ExpiresAt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reset_ThatOutlastsItsLease_LeavesABoxThatIsResetForTheNextHolder(bool isLocal)
    {
        Driver.Traits = Driver.Traits with { IsLocal = isLocal };
        var (device, lease) = await LeasedAgainAsync();
        Driver.Before = (_, call) =>
        {
            if (call == "reset 7")
            {
                _host.Time.Now += TimeSpan.FromMinutes(2);
            }

            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<LeaseLostException>(() => device.Reset(lease.Token, Reset));
        var next = await device.Lease(DeviceHost.Lease("next"));
        await device.Shell(next.Token, "ls");

        Assert.Equal(["reset 7", "reset 0", "shell ls"], Driver.Calls.Select(call => call.Call).Where(call => call != "create"));
    }

    [Fact]
    public async Task Reconcile_WhileALeaseIsGiven_LeavesTheLostBoxToItsReset()
    {
        var (device, first) = await LeasedAgainAsync();
        await device.Release(first.Token);
        Driver.Boxes.Clear();
        var writes = _host.Faults.Writes;
        _host.Faults.Hold();
        var leasing = device.Lease(DeviceHost.Lease("next"));
        await Eventually.HoldsAsync("the lease is being written", () => Task.FromResult(_host.Faults.Writes > writes));
        var reconciling = device.Reconcile([]);
        await device.Describe();
        _host.Faults.Release();

        var lease = await leasing;
        Assert.Equal(0, (await reconciling).Closed);
        var after = await device.Reset(lease.Token, Reset);

        Assert.Equal(after.BoxId, Assert.Single(Driver.Boxes).Key);
        await device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
    }

    private void EndsBoxAndIsPutOff(string on) => Driver.Before = (box, call) =>
        call == on && Driver.Boxes.TryRemove(box, out _)
            ? throw new DeviceUnavailableException("scripted", "too many boxes", TimeSpan.FromSeconds(7))
            : Task.CompletedTask;

    private async Task<(IDeviceGrain Device, DeviceLease Lease)> LeasedAsync()
    {
        var device = await _host.NewDeviceAsync();
        return (device, await device.Lease(DeviceHost.Lease("a")));
    }

    /// <summary>A lease of a device that another one used.</summary>
    private async Task<(IDeviceGrain Device, DeviceLease Lease)> LeasedAgainAsync()
    {
        var (device, first) = await LeasedAsync();
        await device.Act(first.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Release(first.Token);
        Driver.Calls.Clear();
        return (device, await device.Lease(DeviceHost.Lease("b")));
    }
}
