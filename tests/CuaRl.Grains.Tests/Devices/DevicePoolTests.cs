using System.Globalization;
using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Devices;

public sealed class DevicePoolTests : IAsyncLifetime
{
    private readonly DeviceHost _host = new();
    private readonly DeviceHost _other;

    public DevicePoolTests() => _other = new DeviceHost(_host);

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
    public async Task Acquire_Repeated_GivesTheSameLeaseAlsoFromAnotherActivation()
    {
        var pool = await _host.NewPoolAsync();

        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));

        Assert.Equal(lease, (await pool.Acquire(DeviceHost.Ask("a"))).Lease);
        var twin = _other.Grains.GetDevicePool((await pool.Describe()).Name);
        Assert.Equal(lease.Token, (await twin.Acquire(DeviceHost.Ask("a"))).Lease!.Token);
        Assert.Single(_host.Driver.Boxes);
        await pool.Release(lease.DeviceId, lease.Token);
        await Assert.ThrowsAsync<LeaseLostException>(() => pool.Acquire(DeviceHost.Ask("a")));
    }

    [Fact]
    public async Task Acquire_BeyondTheSize_AnswersAPositionAndIsServedAfterARelease()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));
        var first = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));

        Assert.Equal((null, 0), Parts(await pool.Acquire(DeviceHost.Ask("b", patience: 0))));
        Assert.Equal((null, 1), Parts(await pool.Acquire(DeviceHost.Ask("c", patience: 0))));
        Assert.Equal((null, 0), Parts(await pool.Acquire(DeviceHost.Ask("b", patience: 0))));
        Assert.Equal(2, (await pool.Describe()).Waiting);
        var waiting = DeviceHost.AcquireAsync(pool, DeviceHost.Ask("b"));
        await pool.Release(first.DeviceId, first.Token);

        var second = await waiting;
        Assert.Equal((first.DeviceId, first.Token + 1), (second.DeviceId, second.Token));
        Assert.Single(_host.Driver.Boxes);
        await pool.Cancel("c");
        await pool.Cancel("b");
        await DeviceHost.UntilAsync(pool, "all is given back", info => info is { Waiting: 0, Leased: 0, Idle: 1 });
    }

    [Fact]
    public async Task Acquire_OfSeveralTrainings_TakesTurns()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));
        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("first", "x"));
        string[] asked = ["x1", "x2", "x3", "x4", "y1", "y2", "z1"];
        foreach (var id in asked)
        {
            await pool.Acquire(DeviceHost.Ask(id, id[..1], patience: 0));
        }

        var served = new List<string>();
        var waits = asked.Select(id => DeviceHost.AcquireAsync(pool, DeviceHost.Ask(id, id[..1]))).ToList();
        while (served.Count < asked.Length)
        {
            await pool.Release(lease.DeviceId, lease.Token);
            var next = await Task.WhenAny(waits);
            waits.Remove(next);
            lease = await next;
            served.Add(lease.LeaseId);
        }

        Assert.Equal(["x1", "y1", "z1", "x2", "y2", "x3", "x4"], served);
    }

    [Fact]
    public async Task Acquire_BeyondTheQueueOrItsTime_IsRefusedByName()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1) with { QueueLimit = 1, WaitLimit = TimeSpan.FromSeconds(30) });
        await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        await pool.Acquire(DeviceHost.Ask("b", patience: 0));

        var full = await Assert.ThrowsAsync<DevicePoolExhaustedException>(() => pool.Acquire(DeviceHost.Ask("c")));
        _host.Time.Now += TimeSpan.FromSeconds(31);
        var late = await Assert.ThrowsAsync<DevicePoolExhaustedException>(() => pool.Acquire(DeviceHost.Ask("b", patience: 0)));

        Assert.Equal(("c", "b"), (full.LeaseId, late.LeaseId));
    }

    [Fact]
    public async Task Acquirer_ThatAsksNoMore_LosesItsPlace()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));
        await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        await pool.Acquire(DeviceHost.Ask("b", patience: 0));

        _host.Time.Now += TimeSpan.FromSeconds(61);

        await DeviceHost.UntilAsync(pool, "it is forgotten, and the lease that was not used is over", info => info is { Waiting: 0, Leased: 0 });
    }

    [Fact]
    public async Task Lease_OfAHolderThatCrashed_ComesBackToThePool()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));
        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        var waiting = DeviceHost.AcquireAsync(pool, DeviceHost.Ask("b"));

        _host.Time.Now += TimeSpan.FromMinutes(2);

        var next = await waiting;
        Assert.Equal((lease.DeviceId, lease.Token + 1), (next.DeviceId, next.Token));
    }

    [Fact]
    public async Task Lease_OfAPool_IsGivenAsThePoolSays()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1) with
        {
            BindDeadline = TimeSpan.FromSeconds(7), LeaseDuration = TimeSpan.FromSeconds(70), LeaseLimit = TimeSpan.FromSeconds(700),
        });

        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        var used = await _host.Grains.GetDevice(lease.DeviceId).Renew(lease.Token);

        Assert.Equal(
            (7, 70, 700),
            ((lease.ExpiresAt - lease.LeasedAt).TotalSeconds, (used.ExpiresAt - used.BoundAt!.Value).TotalSeconds,
                (lease.EndsBy - lease.LeasedAt).TotalSeconds));
    }

    [Fact]
    public async Task Device_AfterAsManyLeasesAsABoxMayHave_GetsANewBox()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1) with { RecycleAfter = 2 });
        List<string> boxes = [];
        for (var i = 0; i < 5; i++)
        {
            var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask($"lease-{i}"));
            boxes.Add(lease.BoxId);
            await _host.Grains.GetDevice(lease.DeviceId).Renew(lease.Token);
            await pool.Release(lease.DeviceId, lease.Token);
        }

        Assert.Equal([0, 0, 1, 1, 2], boxes.Select(box => boxes.Distinct().ToList().IndexOf(box)));
        Assert.Single(_host.Driver.Boxes.Values, label => label.Pool == pool.GetPrimaryKeyString()[5..]);
    }

    [Fact]
    public async Task Device_ThatFailsTooOften_IsReplacedByANewBox()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1, warm: 1) with { FaultLimit = 2 });
        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        var device = _host.Grains.GetDevice(lease.DeviceId);
        _host.Driver.Before = (box, call) => box == lease.BoxId && call.StartsWith("Tap", StringComparison.Ordinal)
            ? throw new DeviceUnavailableException("scripted", "it hangs") : Task.CompletedTask;
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Act(lease.Token, DeviceLeaseTests.Tap(1, 1)));
        }

        await pool.Release(lease.DeviceId, lease.Token);

        await DeviceHost.UntilAsync(pool, "it is replaced", info => info is { Idle: 1, Sick: 0 });
        var after = await device.Describe();
        Assert.Equal((2, 0, 1), (after.Incarnation, after.Health.Faults, after.Token));
        Assert.Equal(after.BoxId, Assert.Single(_host.Driver.Boxes).Key);
    }

    [Fact]
    public async Task Device_WhoseBoxIsLost_IsReplaced()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1, warm: 1));
        await DeviceHost.UntilAsync(pool, "one is warm", info => info is { Idle: 1, ReconciledAt: not null });
        _host.Driver.Boxes.Clear();

        var result = await pool.Reconcile();

        Assert.Equal(1, result.Closed);
        await DeviceHost.UntilAsync(pool, "there is another box", info => info.Idle == 1);
        Assert.Equal(2, Assert.Single(_host.Driver.Boxes).Value.Incarnation);
    }

    [Fact]
    public async Task Box_ThatCannotBeMade_IsTriedAgain()
    {
        var failures = 0;
        _host.Driver.Before = (_, call) => call == "create" && failures++ < 3
            ? throw new DeviceUnavailableException("scripted", "no capacity") : Task.CompletedTask;
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));

        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));

        Assert.Equal(1, lease.Token);
        Assert.Equal(1, Assert.Single(_host.Driver.Boxes).Value.Incarnation);
    }

    [Fact]
    public async Task Pool_WhoseProviderWantsToBeLeftAlone_AsksForNoBoxBefore()
    {
        var isBusy = true;
        _host.Driver.Before = (_, call) => call == "create" && isBusy
            ? throw new DeviceUnavailableException("scripted", "too many boxes", TimeSpan.FromSeconds(30)) : Task.CompletedTask;
        var definition = DeviceHost.Pool(max: 3, min: 2);
        var pool = await _host.NewPoolAsync(definition);
        await DeviceHost.UntilAsync(pool, "both were refused", info => info is { Sick: 2, Making: 0 });
        isBusy = false;

        // Who waits and whoever plans anew changes nothing.
        var waiting = await pool.Acquire(DeviceHost.Ask("a", patience: 0));
        var planned = await pool.Configure(definition with { MinSize = 3 });
        _host.Time.Now += TimeSpan.FromSeconds(29);
        var later = await pool.Configure(definition);
        Assert.Equal((null, 0, 0), (waiting.Lease, planned.Making, later.Making));
        Assert.Equal(2, _host.Driver.Calls.Count(call => call.Call == "create"));

        _host.Time.Now += TimeSpan.FromSeconds(1);
        Assert.Equal(1, (await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"))).Token);
    }

    [Fact]
    public async Task Place_ThatTheProviderHasNoTimeToEnd_IsEndedLaterAndKeepsNobodyFromABox()
    {
        var isBusy = true;
        _host.Driver.Before = (_, call) => call == "terminate" && isBusy
            ? throw new DeviceUnavailableException("scripted", "too many calls", TimeSpan.FromSeconds(30)) : Task.CompletedTask;
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 2, min: 2));
        await DeviceHost.UntilAsync(pool, "two are idle", info => info.Idle == 2);
        await pool.Configure(DeviceHost.Pool(max: 1));
        await Eventually.HoldsAsync(
            "one is to be ended", () => Task.FromResult(_host.Driver.Calls.Any(call => call.Call == "terminate")));

        await pool.Configure(DeviceHost.Pool(max: 3, min: 2));
        await DeviceHost.UntilAsync(pool, "another is made at once", info => info is { Idle: 2, Sick: 0 });

        isBusy = false;
        await pool.Configure(DeviceHost.Pool(max: 3, min: 3));
        await Eventually.HoldsAsync("its place is free again", async () =>
        {
            // The refusal may still be on its way, and is waited out from when it comes.
            _host.Time.Now += TimeSpan.FromSeconds(30);
            return await pool.Describe() is { Idle: 3, Sick: 0 };
        });
    }

    [Fact]
    public async Task Device_DueForAnotherBoxThatIsPutOff_IsNotSick()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1) with { RecycleAfter = 1 });
        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        await _host.Grains.GetDevice(lease.DeviceId).Renew(lease.Token);
        _host.Driver.Before = (_, call) => call == "create"
            ? throw new DeviceUnavailableException("scripted", "too many boxes", TimeSpan.FromSeconds(30)) : Task.CompletedTask;
        await pool.Configure(DeviceHost.Pool(max: 2, min: 2) with { RecycleAfter = 1 });
        await DeviceHost.UntilAsync(pool, "no other is made", info => info is { Leased: 1, Sick: 1 });

        await pool.Release(lease.DeviceId, lease.Token);

        var info = await pool.Describe();
        Assert.Equal((0, 1, 1), (info.Idle, info.Making, info.Sick));
        _host.Driver.Before = null;
        _host.Time.Now += TimeSpan.FromSeconds(30);
        await DeviceHost.UntilAsync(pool, "both have boxes", info => info is { Idle: 2, Making: 0, Sick: 0 });
        Assert.DoesNotContain(lease.BoxId, _host.Driver.Boxes.Keys);
    }

    [Fact]
    public async Task Reconcile_AmongBoxesOfOthers_EndsOnlyWhatIsOursAndNobodys()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 2, warm: 1));
        var name = (await pool.Describe()).Name;
        await DeviceHost.UntilAsync(pool, "one is warm", info => info is { Idle: 1, ReconciledAt: not null });
        var own = _host.Driver.Boxes.Single();
        string[] kept =
        [
            own.Key,
            _host.Driver.Add(own.Value with { Service = "somebody-else" }),
            _host.Driver.Add(own.Value with { Pool = "another" }),
        ];
        _host.Driver.Add(own.Value);
        _host.Driver.Add(own.Value with { Device = $"{name}.77", Incarnation = 1 });

        var result = await pool.Reconcile();

        Assert.Equal((3, 2, 0, 0), (result.Boxes, result.Terminated, result.Closed, result.Failed));
        Assert.Equal(kept.Order(), _host.Driver.Boxes.Keys.Order());
        Assert.Equal(2, (await pool.Describe()).Leaked);
        Assert.Equal(0, (await pool.Reconcile()).Terminated);
    }

    [Fact]
    public async Task Reconcile_OfLocalBoxes_AsksEachDevice()
    {
        _host.Driver.Traits = _host.Driver.Traits with { IsLocal = true };
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 2, warm: 2));
        await DeviceHost.UntilAsync(pool, "two are warm", info => info is { Idle: 2, ReconciledAt: not null });
        _host.Driver.Boxes.TryRemove(_host.Driver.Boxes.Keys.First(), out _);

        Assert.Equal(1, (await pool.Reconcile()).Closed);

        Assert.DoesNotContain(_host.Driver.Calls, call => call.Call == "list");
    }

    [Fact]
    public async Task Drain_TurnsAwayWhoWaitsAndEndsDevicesAsTheyComeBack()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1));
        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));
        var waiting = pool.Acquire(DeviceHost.Ask("b"));
        await DeviceHost.UntilAsync(pool, "it waits", info => info.Waiting == 1);

        await pool.Drain();

        await Assert.ThrowsAsync<DevicePoolDrainingException>(() => waiting);
        await Assert.ThrowsAsync<DevicePoolDrainingException>(() => pool.Acquire(DeviceHost.Ask("c")));
        await _host.Grains.GetDevice(lease.DeviceId).Act(lease.Token, DeviceLeaseTests.Tap(1, 1));
        await pool.Release(lease.DeviceId, lease.Token);
        await Eventually.HoldsAsync("its box is ended", () => Task.FromResult(_host.Driver.Boxes.IsEmpty));
        await pool.Configure(DeviceHost.Pool(max: 1));
        Assert.Equal(2, (await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("d"))).Token);
    }

    [Fact]
    public async Task Configure_WithBadFields_NamesThemAndChangesNothing()
    {
        var pool = await _host.NewPoolAsync();

        Assert.Equal("box_type", (await Assert.ThrowsAsync<InvalidRequestException>(
            () => pool.Configure(DeviceHost.Pool() with { BoxType = "fridge" }))).Field);
        Assert.Equal("min_size", (await Assert.ThrowsAsync<InvalidRequestException>(
            () => pool.Configure(DeviceHost.Pool() with { MinSize = 3 }))).Field);
        Assert.Equal("lease_id", (await Assert.ThrowsAsync<InvalidRequestException>(() => pool.Acquire(DeviceHost.Ask("\n")))).Field);
        Assert.Equal("device_id", (await Assert.ThrowsAsync<InvalidRequestException>(() => pool.Release("other.1", 1))).Field);
        Assert.Equal(DeviceHost.Pool(), (await pool.Describe()).Definition);
        await Assert.ThrowsAsync<NotFoundException>(() => _host.Grains.GetDevicePool("nobodys").Describe());
        Assert.Contains("scripted", await _host.Grains.GetDeviceCatalog().ListPools());
    }

    [Fact]
    public async Task Pools_ThatExistTwice_NeverGiveADeviceTwice()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 2, warm: 2));
        await DeviceHost.UntilAsync(pool, "two are warm", info => info.Idle == 2);
        var twin = _other.Grains.GetDevicePool((await pool.Describe()).Name);
        await DeviceHost.UntilAsync(twin, "the other knows them", info => info.Idle == 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => PoolOf(number).Acquire(AskOf(number, patience: 1))));
        await Eventually.HoldsAsync("both are leased", () => Task.FromResult(_host.Devices.All.All(device => device.LeaseId is not null)));

        // One that was not served in its patience is when it asks again.
        var served = _host.Devices.All.Select(device => int.Parse(device.LeaseId![1..], CultureInfo.InvariantCulture));
        var leases = await Task.WhenAll(served.Select(number => DeviceHost.AcquireAsync(PoolOf(number), AskOf(number))));
        Assert.Equal(2, leases.Select(lease => lease.DeviceId).Distinct().Count());
        Assert.All(
            answers.Select(answer => answer.Lease).OfType<DeviceLease>(),
            given => Assert.Contains(leases, lease => (lease.DeviceId, lease.LeaseId, lease.Token) == (given.DeviceId, given.LeaseId, given.Token)));
        Assert.Equal(
            leases.Select(lease => (lease.DeviceId, lease.LeaseId)).Order(),
            _host.Devices.All.Select(device => (device.Id, device.LeaseId!)).Order());
        Assert.All(_host.Devices.All, device => Assert.Equal(1, device.Token));

        IDevicePoolGrain PoolOf(int number) => number % 2 == 0 ? pool : twin;

        static AcquireRequest AskOf(int number, double patience = 20) => DeviceHost.Ask($"l{number}", $"t{number % 3}", patience);
    }

    [Theory]
    [InlineData(StorageFault.BeforeTheWrite)]
    [InlineData(StorageFault.AfterTheWrite)]
    public async Task Acquire_WhoseLeaseIsNotStoredForSure_IsServedAllTheSame(StorageFault fault)
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 1, warm: 1));
        await DeviceHost.UntilAsync(pool, "one is warm", info => info.Idle == 1);
        _host.Faults.FailNextWrite(fault);

        var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask("a"));

        Assert.Equal((1, "a"), (lease.Token, _host.Devices.All.Single().LeaseId));
    }

    [Fact]
    public async Task Pool_WithAThousandWaiting_ServesAllOnce()
    {
        var pool = await _host.NewPoolAsync(DeviceHost.Pool(max: 20));
        var leases = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async number =>
        {
            var lease = await DeviceHost.AcquireAsync(pool, DeviceHost.Ask($"l{number}", $"t{number % 7}"));
            await pool.Release(lease.DeviceId, lease.Token);
            return (lease.DeviceId, lease.Token);
        }));

        Assert.Equal(1_000, leases.Distinct().Count());
        var info = await pool.Describe();
        Assert.Equal((0, 1_000L), (info.Waiting, info.Granted));
        Assert.NotNull(info.LeaseWaitP99);
    }

    private static (DeviceLease? Lease, int? Position) Parts(AcquireAnswer answer) => (answer.Lease, answer.Position);
}
