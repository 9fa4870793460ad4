using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>Linux boxes, which have snapshots when they are virtual machines, and no apps.</summary>
public sealed class GBoxLinuxTests : IAsyncLifetime
{
    private EmulatedDevices? _devices;

    private GBoxDriver Driver => _devices!.Driver;

    public async Task InitializeAsync() => _devices = await EmulatedDevices.StartAsync(GBoxDriver.Linux);

    public async Task DisposeAsync() => await _devices!.DisposeAsync();

    [Fact]
    public async Task Snapshot_Restored_IsWhatItWasInAnotherBox()
    {
        var box = await Driver.CreateAsync(EmulatedDevices.Request("d"), default);
        await RunAsync(box, "mkdir /sdcard/kept");
        var before = await Driver.ScreenshotAsync(box.Id, default);
        var snapshot = await Driver.SnapshotAsync(box.Id, default);
        await RunAsync(box, "rm -r /sdcard/kept");

        var restored = await Driver.RestoreAsync(box.Id, EmulatedDevices.Request("d"), snapshot, default);

        Assert.NotEqual(box.Id, restored.Id);
        Assert.Equal(0, (await RunAsync(restored, "test -e /sdcard/kept")).ExitCode);
        Assert.Equal(before.Image.ToArray(), (await Driver.ScreenshotAsync(restored.Id, default)).Image.ToArray());
        Assert.Equal(restored.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
        await Assert.ThrowsAsync<DeviceRefusedException>(
            () => Driver.RestoreAsync(restored.Id, EmulatedDevices.Request("d"), JsonText.Parse("[1]"), default));
    }

    [Fact]
    public async Task Snapshot_OfAContainer_IsRefused()
    {
        var box = await Driver.CreateAsync(
            EmulatedDevices.Request("d", config: JsonText.Parse("""{"deviceType": "container"}""")), default);

        await Assert.ThrowsAsync<DeviceRefusedException>(() => Driver.SnapshotAsync(box.Id, default));
    }

    [Fact]
    public async Task Apps_OfLinux_AreRefused()
    {
        var box = await Driver.CreateAsync(EmulatedDevices.Request("d"), default);

        await Assert.ThrowsAsync<DeviceUnsupportedException>(() => Driver.OpenAppAsync(box.Id, "com.android.settings", default));
        await Assert.ThrowsAsync<DeviceUnsupportedException>(() => Driver.InstallAppAsync(box.Id, "https://a.example/a.apk", default));
    }

    [Fact]
    public async Task Act_Click_IsTaken()
    {
        var box = await Driver.CreateAsync(EmulatedDevices.Request("d"), default);

        await Driver.ActAsync(box.Id, new ScreenAction.Click(new(5, 300), PointerButton.Left), default);
    }

    [Theory]
    [InlineData("""{"device": "vm"}""")]
    [InlineData("""{"envs": [1]}""")]
    [InlineData("[]")]
    public async Task Create_SettingsThatAreNone_AreRefused(string config) => await Assert.ThrowsAsync<DeviceRefusedException>(
        () => Driver.CreateAsync(EmulatedDevices.Request("d", config: JsonText.Parse(config)), default));

    private Task<ShellResult> RunAsync(Box box, string command) =>
        Driver.RunAsync(box.Id, command, TimeSpan.FromSeconds(10), default);
}
