using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Devices.Simulated;
using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Tests.Devices.GBox;
using CuaRl.Core.Devices.Pools;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Devices;

/// <summary>Simulated phones behind an emulator behind a client of GBox, over HTTP on the loopback device.</summary>
internal sealed class EmulatedDevices : IAsyncDisposable
{
    private EmulatedDevices(ShiftedTime time, SimulatedDriver phones, GBoxEmulator emulator, GBoxDriver driver) =>
        (Time, Phones, Emulator, Driver) = (time, phones, emulator, driver);

    /// <summary>The time of all of them.</summary>
    public ShiftedTime Time { get; }

    /// <summary>The phones that the emulator's boxes are.</summary>
    public SimulatedDriver Phones { get; }

    /// <summary>The server.</summary>
    public GBoxEmulator Emulator { get; }

    /// <summary>The client.</summary>
    public GBoxDriver Driver { get; }

    public static BoxRequest Request(string device, string pool = "p", int incarnation = 1, JsonText? config = null) =>
        new(new BoxLabel("tests", pool, device, incarnation), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1), config);

    public static SimulatedDriver StartPhones(TimeProvider time) => new(time, new Version7Ids(time), new PictureCache());

    public static async Task<EmulatedDevices> StartAsync(
        string boxType = GBoxDriver.Android,
        bool storesScreenshots = false,
        ILogger<GBoxClient>? logger = null,
        int retries = 3,
        RateLimit? creations = null)
    {
        var time = new ShiftedTime();
        var phones = StartPhones(time);
        var emulator = await GBoxEmulator.StartAsync(
            phones, new GBoxEmulatorOptions { ApiKey = GBoxTestClient.Key }, new Version7Ids(time), time, NullLoggerFactory.Instance, default);
        var options = new GBoxOptions
        {
            ApiKey = GBoxTestClient.Key,
            BaseUrl = emulator.ApiUrl,
            FirstPause = TimeSpan.FromMilliseconds(1),
            LongestPause = TimeSpan.FromMilliseconds(4),
            PollInterval = TimeSpan.FromMilliseconds(1),
            PageSize = 2,
            Retries = retries,
            Creations = creations ?? new(1_000, 1_000),
            LinuxDeviceType = "vm",
            StoresScreenshots = storesScreenshots,
        };
        return new EmulatedDevices(time, phones, emulator, GBoxTestClient.Create(options, boxType, time, logger));
    }

    /// <summary>The phone's id of a box of the emulator.</summary>
    public async Task<string> PhoneOfAsync(string boxId) =>
        (await Phones.ListAsync(EmulatedBoxes.Owner, default)).Single(phone => phone.Label!.Device == boxId).Id;

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
