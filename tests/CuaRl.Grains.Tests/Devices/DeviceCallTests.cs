using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Devices;

public sealed class DeviceCallTests : IAsyncLifetime
{
    private readonly DeviceHost _host = new();
    private readonly DeviceHost _hasty;

    public DeviceCallTests() => _hasty = new DeviceHost(_host, new DeviceOptions
    {
        ActTimeout = TimeSpan.FromMilliseconds(200), AnswerWithin = TimeSpan.FromMilliseconds(50),
    });

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _hasty.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _hasty.DisposeAsync();
        await _host.DisposeAsync();
    }

    public static TheoryData<DeviceAction, string> BadActions => new()
    {
        { DeviceLeaseTests.Tap(100, 0), "at" },
        { DeviceLeaseTests.Tap(0, -1), "at" },
        { new DeviceAction.TypeText { Text = "a\u001bb" }, "text" },
        { new DeviceAction.TypeText { Text = "a\nb" }, "text" },
        { new DeviceAction.TypeText { Text = new string('x', 10_001) }, "text" },
        { new DeviceAction.Wait { Duration = TimeSpan.FromSeconds(-1) }, "duration" },
        { new DeviceAction.Wait { Duration = TimeSpan.FromSeconds(61) }, "duration" },
        { new DeviceAction.PressButton { Button = (DeviceKey)99 }, "button" },
        { new DeviceAction.Click { At = new() { X = 1, Y = 1 }, Button = (DevicePointerButton)9 }, "button" },
        { new DeviceAction.Drag { Path = [new() { X = 1, Y = 1 }] }, "path" },
        { new DeviceAction.PressKeys { Keys = [] }, "keys" },
        { new DeviceAction.Swipe { From = new() { X = 1, Y = 1 }, To = new() { X = 1, Y = 200 }, Duration = TimeSpan.Zero }, "to" },
    };

    [Theory]
    [MemberData(nameof(BadActions))]
    public async Task Act_OfBadInput_NamesTheFieldAndLeavesTheDeviceUnharmed(DeviceAction action, string field)
    {
        var (device, lease) = await LeasedAsync();

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => device.Act(lease.Token, action));

        Assert.Equal(field, error.Field);
        await device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
        Assert.Single(CallsOf(lease.BoxId));
        Assert.Equal(0, (await device.Describe()).Health.Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ls \u0007")]
    public async Task Shell_OfABadCommand_NamesTheField(string command)
    {
        var (device, lease) = await LeasedAsync();

        Assert.Equal("command", (await Assert.ThrowsAsync<InvalidRequestException>(() => device.Shell(lease.Token, command))).Field);
        Assert.Equal(
            "timeout", (await Assert.ThrowsAsync<InvalidRequestException>(() => device.Shell(lease.Token, "ls", TimeSpan.Zero))).Field);
        Assert.Empty(CallsOf(lease.BoxId));
    }

    [Fact]
    public async Task Call_OnABoxThatAnotherLeaseUsed_FindsItReset()
    {
        var (device, first) = await LeasedAsync();
        await device.Act(first.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Release(first.Token);
        var second = await device.Lease(DeviceHost.Lease("second"));
        var before = CallsOf(first.BoxId).Length;

        await device.Shell(second.Token, "ls");
        await device.Shell(second.Token, "pwd");

        Assert.Equal(["reset 0", "shell ls", "shell pwd"], CallsOf(first.BoxId)[before..]);
    }

    [Fact]
    public async Task Call_WhoseBoxCannotBeReset_IsNotCarriedOut()
    {
        var (device, first) = await LeasedAsync();
        await device.Act(first.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Release(first.Token);
        var second = await device.Lease(DeviceHost.Lease("second"));
        _host.Driver.Before = (_, call) =>
            call == "reset 0" ? throw new DeviceUnavailableException("scripted", "busy") : Task.CompletedTask;

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Shell(second.Token, "ls"));
        Assert.DoesNotContain("shell ls", CallsOf(first.BoxId));
        _host.Driver.Before = null;
        await device.Shell(second.Token, "ls");

        Assert.Equal(["reset 0", "reset 0", "shell ls"], CallsOf(first.BoxId)[1..]);
    }

    [Fact]
    public async Task Reset_FirstUnderALease_IsTheOnlyOneAndALeaseWithoutUseNeedsNone()
    {
        var (device, first) = await LeasedAsync();
        await device.Act(first.Token, DeviceLeaseTests.Tap(1, 1));
        await device.Release(first.Token);
        await device.Release((await device.Lease(DeviceHost.Lease("idle"))).Token);
        var second = await device.Lease(DeviceHost.Lease("second"));
        await device.Reset(second.Token, new DeviceReset { Seed = 7 });
        await device.Shell(second.Token, "ls");
        await device.Release(second.Token);
        var third = await device.Lease(DeviceHost.Lease("third"));
        await device.Restore(third.Token, JsonText.EmptyObject);

        Assert.Equal(["reset 7", "shell ls", "restore"], CallsOf(first.BoxId)[1..]);
        Assert.Equal(2, (await device.Describe()).Counters.BoxLeases);
    }

    [Fact]
    public async Task Reset_WhoseLeaseEndsMeanwhile_LeavesTheDeviceWithItsNewBox()
    {
        var (device, lease) = await LeasedAsync();
        _host.Driver.ReplacesOnReset = true;
        var gate = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        _host.Driver.Before = (_, call) => call == "reset 7" ? Begun(began, gate) : Task.CompletedTask;
        var reset = device.Reset(lease.Token, new DeviceReset { Seed = 7 });
        await began.Task;
        await device.Release(lease.Token);
        gate.SetResult();

        await Assert.ThrowsAsync<LeaseLostException>(() => reset);

        var next = await device.Lease(DeviceHost.Lease("next"));
        Assert.NotEqual(lease.BoxId, next.BoxId);
        Assert.Equal([next.BoxId], _host.Driver.Boxes.Keys);
        await device.Act(next.Token, DeviceLeaseTests.Tap(1, 1));
    }

    [Fact]
    public async Task Probe_OfABoxThatTakesNoInput_IsAFailure()
    {
        var device = await _host.NewDeviceAsync();
        Assert.Equal(0, (await device.Probe()).Health.Faults);

        _host.Driver.Before = (_, call) =>
            call == "shell true" ? throw new DeviceUnavailableException("scripted", "no input") : Task.CompletedTask;
        var probed = await device.Probe();

        Assert.Equal((1, "no input"), (probed.Health.Faults, probed.Health.LastFault));
    }

    [Fact]
    public async Task Calls_OfOneHolder_KeepTheirOrderWhileOthersAreAnsweredBetween()
    {
        var (device, lease) = await LeasedAsync();
        var gate = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        _host.Driver.Before = (_, call) => call == "install slow" ? Begun(began, gate) : Task.CompletedTask;
        var slow = device.InstallApp(lease.Token, "slow");
        await began.Task;
        var rest = Enumerable.Range(0, 20).Select(i => device.Act(lease.Token, DeviceLeaseTests.Tap(i, i))).ToArray();

        // The box is busy, and the device answers all the same.
        Assert.NotNull((await device.Describe()).Lease);
        Assert.NotNull((await device.Renew(lease.Token)).BoundAt);
        Assert.Equal(["install slow"], CallsOf(lease.BoxId));
        gate.SetResult();
        await Task.WhenAll([slow, .. rest]);

        Assert.Equal(21, CallsOf(lease.BoxId).Length);
    }

    [Fact]
    public async Task Act_WithoutAnAnswerInTime_CountsAsAFaultAndMayHaveBeenDone()
    {
        var (made, lease) = await LeasedAsync();
        var device = _hasty.Grains.GetDevice((await made.Describe()).Id);
        _host.Driver.Before = (_, _) => Task.Delay(Timeout.Infinite);

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1)));

        Assert.Contains("whether it was done is unknown", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await device.Describe()).Health.Faults);
        _host.Driver.Before = null;
        await device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
        Assert.Equal((0, 1), ((await device.Describe()).Health.Faults, (await device.Describe()).Counters.Faults));
    }

    [Fact]
    public async Task Act_ThatABusyProviderDidNotTake_IsNoFaultOfTheDevice()
    {
        var (device, lease) = await LeasedAsync();
        _host.Driver.Before = (_, _) => throw new DeviceUnavailableException("scripted", "too many calls", TimeSpan.FromSeconds(7));

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1)));

        Assert.Equal(TimeSpan.FromSeconds(7), error.RetryAfter);
        Assert.Equal((0, 0), ((await device.Describe()).Health.Faults, (await device.Describe()).Counters.Faults));
    }

    [Fact]
    public async Task Act_OnALostBox_EndsTheLeaseAndTheNextBoxIsAnotherIncarnation()
    {
        var (device, lease) = await LeasedAsync();
        _host.Driver.Boxes.TryRemove(lease.BoxId, out _);

        await Assert.ThrowsAsync<DeviceLostException>(() => device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1)));

        var lost = await device.Describe();
        Assert.Equal((EnvironmentStatus.Error, null, LeaseEnd.Lost, null), (lost.Status, lost.Lease, lost.LastLeaseEnd, lost.BoxId));
        await Assert.ThrowsAsync<LeaseLostException>(() => device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1)));
        var again = await device.Create(DeviceHost.Request);
        Assert.Equal((EnvironmentStatus.Running, 2), (again.Status, again.Incarnation));
        Assert.NotEqual(lease.BoxId, again.BoxId);
        Assert.Equal(2, (await device.Lease(DeviceHost.Lease("b"))).Token);
        Assert.Equal(2, _host.Driver.Boxes[again.BoxId!].Incarnation);
    }

    [Fact]
    public async Task Create_WhoseAnswerIsLost_TakesTheSameBox()
    {
        var device = _host.Grains.GetDevice(DeviceHost.NewId());
        _host.Driver.LosesNextCreate = true;

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Create(DeviceHost.Request));
        Assert.Equal(EnvironmentStatus.Creating, (await device.Describe()).Status);
        var made = await device.Create(DeviceHost.Request);

        Assert.Equal((EnvironmentStatus.Running, 1), (made.Status, made.Incarnation));
        Assert.Equal(made.BoxId, Assert.Single(_host.Driver.Boxes).Key);
    }

    [Theory]
    [InlineData(1, StorageFault.BeforeTheWrite)]
    [InlineData(1, StorageFault.AfterTheWrite)]
    [InlineData(2, StorageFault.BeforeTheWrite)]
    [InlineData(2, StorageFault.AfterTheWrite)]
    public async Task Create_BrokenOffAtAWrite_MakesOneBox(int write, StorageFault fault)
    {
        var device = _host.Grains.GetDevice(DeviceHost.NewId());
        _host.Faults.FailWrite(write, fault);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => device.Create(DeviceHost.Request));
        var made = await device.Create(DeviceHost.Request);

        Assert.Equal((EnvironmentStatus.Running, 1), (made.Status, made.Incarnation));
        Assert.Equal(made.BoxId, Assert.Single(_host.Driver.Boxes).Key);
    }

    [Fact]
    public async Task Create_ThatTakesLong_AnswersHowFarItIs()
    {
        var device = _hasty.Grains.GetDevice(DeviceHost.NewId());
        var gate = new TaskCompletionSource();
        _host.Driver.Before = (_, _) => gate.Task;

        Assert.Equal(EnvironmentStatus.Creating, (await device.Create(DeviceHost.Request)).Status);
        gate.SetResult();

        await Eventually.HoldsAsync(
            "the box runs", async () => (await device.Create(DeviceHost.Request)).Status is EnvironmentStatus.Running);
        Assert.Equal(1, _host.Driver.Created);
    }

    [Fact]
    public async Task Reset_ThatGivesAnotherBox_GoesOnWithItUnderTheSameLease()
    {
        var (device, lease) = await LeasedAsync();
        _host.Driver.ReplacesOnReset = true;

        var after = await device.Reset(lease.Token, new DeviceReset { Seed = 7 });

        Assert.Equal((lease.LeaseId, lease.Token), (after.LeaseId, after.Token));
        Assert.NotEqual(lease.BoxId, after.BoxId);
        await device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
        Assert.Single(CallsOf(after.BoxId));
    }

    [Fact]
    public async Task Snapshot_OfADriverWithoutThem_IsRefusedByName()
    {
        var (device, lease) = await LeasedAsync();
        Assert.Equal(JsonText.EmptyObject, await device.Snapshot(lease.Token));
        _host.Driver.Traits = _host.Driver.Traits with { HasSnapshots = false };

        Assert.Equal("snapshots", (await Assert.ThrowsAsync<DeviceUnsupportedException>(() => device.Snapshot(lease.Token))).What);
    }

    [Fact]
    public async Task LiveView_TooLongOrOfADriverWithoutOne_IsRefusedByName()
    {
        var (device, lease) = await LeasedAsync();
        Assert.Equal(
            "duration",
            (await Assert.ThrowsAsync<InvalidRequestException>(() => device.LiveView(lease.Token, TimeSpan.FromHours(25)))).Field);
        _host.Driver.Traits = _host.Driver.Traits with { HasLiveView = false };

        Assert.Equal("live view", (await Assert.ThrowsAsync<DeviceUnsupportedException>(() => device.LiveView(lease.Token))).What);
        Assert.Empty(CallsOf(lease.BoxId));
    }

    [Fact]
    public async Task Calls_OfEveryKind_ReachTheBox()
    {
        var (device, lease) = await LeasedAsync();

        var picture = await device.Screenshot(lease.Token);
        Assert.Equal(("image/png", 100, 200, 3), (picture.MediaType, picture.Width, picture.Height, picture.Image.Length));
        Assert.Equal("ls", (await device.Shell(lease.Token, "ls")).Output);
        await device.OpenApp(lease.Token, "com.android.settings");
        Assert.True(await device.CheckGoal(lease.Token, new TaskDefinition { TaskId = "t", Name = "n", Description = "d" }, "done"));
        await device.Restore(lease.Token, JsonText.EmptyObject);
        var view = await device.LiveView(lease.Token);
        Assert.Equal(($"https://live.example/{lease.BoxId}", _host.Time.Now.AddHours(1)), (view.Url, view.ExpiresAt));

        Assert.Equal(
            ["screenshot", "shell ls", "open com.android.settings", "check t", "restore", "live view 3600"], CallsOf(lease.BoxId));
        var ended = await device.Terminate();
        Assert.Equal((EnvironmentStatus.Terminated, LeaseEnd.Terminated), (ended.Status, ended.LastLeaseEnd));
        Assert.Empty(_host.Driver.Boxes);
    }

    private static async Task Begun(TaskCompletionSource began, TaskCompletionSource gate)
    {
        began.TrySetResult();
        await gate.Task;
    }

    private async Task<(IDeviceGrain Device, DeviceLease Lease)> LeasedAsync()
    {
        var device = await _host.NewDeviceAsync();
        return (device, await device.Lease(DeviceHost.Lease("a")));
    }

    private string[] CallsOf(string box) => [.. _host.Driver.Calls.Where(call => call.Box == box).Select(call => call.Call)];
}
