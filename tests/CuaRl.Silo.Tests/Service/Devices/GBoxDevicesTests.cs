using CuaRl.Adapters;
using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Grains;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Service.Devices;

/// <summary>Devices whose provider has too much to do are none the worse.</summary>
public sealed class GBoxDevicesTests : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private ServiceProvider? _phones;
    private GBoxEmulator? _gbox;
    private RunningService? _service;

    private GBoxEmulator GBox => _gbox!;

    private IDevicePoolGrain Pool => _service!.Grains.GetDevicePool("android");

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is not null)
        {
            return;
        }

        await _database.InitializeAsync();
        _phones = new ServiceCollection().AddSingleton(TimeProvider.System).AddSimulatedDevices().BuildServiceProvider();
        _gbox = await GBoxEmulator.StartAsync(
            _phones.GetRequiredService<IDeviceDriver>(), new GBoxEmulatorOptions(), _phones.GetRequiredService<IIdGenerator>(),
            TimeProvider.System, NullLoggerFactory.Instance, default);
        _service = await RunningService.StartAsync(
            new ServiceSettings
            {
                Addresses = ListenAddress.Parse("http://127.0.0.1:0"),
                DataDirectory = TestFolders.Create("gbox-devices"),
                Database = DatabaseUrl.From(_database.ConnectionString),
                LogLevel = LogLevel.Warning,
                GBox = new GBoxOptions
                {
                    ApiKey = "emulated",
                    BaseUrl = GBox.ApiUrl,
                    FirstPause = TimeSpan.FromMilliseconds(1),
                    LongestPause = TimeSpan.FromMilliseconds(4),
                    LongestRetryAfter = TimeSpan.FromSeconds(4),
                    Retries = 10,
                },
                Devices = new DeviceOptions { ProbeTimeout = TimeSpan.FromSeconds(30), ProbeInterval = TimeSpan.FromDays(1) },
            },
            CancellationToken.None);
        await Pool.Configure(new DevicePoolDefinition { BoxType = "android", MaxSize = 1, MinSize = 1 });
        await Eventually.HoldsAsync("a device is idle", async () => (await Pool.Describe()).Idle == 1);
    }

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
            await GBox.DisposeAsync();
            await _phones!.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    [PostgresFact]
    public async Task Reset_WhoseBoxGBoxDidNotMake_SucceedsUnderTheSameLeaseWhenItIsRepeated()
    {
        var lease = (await Pool.Acquire(new AcquireRequest { LeaseId = "a", Holder = new DeviceHolder() })).Lease!;
        var device = _service!.Grains.GetDevice(lease.DeviceId);
        GBox.SetFaults(new EmulatorFaults { TooManyBoxes = 1, Limit = 11 });

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => device.Reset(lease.Token, new DeviceReset { Seed = 3 }));
        Assert.Equal((TimeSpan.FromSeconds(1), 0), (error.RetryAfter, (await GBox.AuditAsync()).Live));
        await Pool.Reconcile();
        var after = await device.Reset(lease.Token, new DeviceReset { Seed = 3 });

        Assert.Equal((lease.LeaseId, lease.Token), (after.LeaseId, after.Token));
        Assert.Equal(after.BoxId, Assert.Single((await GBox.AuditAsync()).Boxes, box => box.Ended is null).Id);
        Assert.Equal(0, (await device.Describe()).Counters.Faults);
        await Pool.Release(lease.DeviceId, lease.Token);
    }

    [PostgresFact]
    public async Task Probe_PutOffAgainAndAgain_IsNoFaultOfTheDevice()
    {
        var device = _service!.Grains.GetDevice("android.0");
        GBox.SetFaults(new EmulatorFaults { TooMany = 1, RetryAfterMs = 3_900 });

        var probed = await device.Probe();

        Assert.Equal((0, 0), (probed.Health.Faults, probed.Counters.Faults));
        Assert.Equal(1, (await Pool.Describe()).Idle);
    }

    [Fact]
    public void Defaults_OfAProbe_LeaveTimeForItsTwoCallsBesideWhatTheyMayWait()
    {
        var wait = 2 * new GBoxOptions { ApiKey = "k" }.LongestRetryAfter;

        Assert.True(new DeviceOptions().ProbeTimeout - wait >= TimeSpan.FromSeconds(5));
    }
}
