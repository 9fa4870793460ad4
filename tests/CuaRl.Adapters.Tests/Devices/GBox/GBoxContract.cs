using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>The contract, over HTTP.</summary>
public abstract class GBoxContract(string boxType, bool storesScreenshots) : DeviceDriverContract
{
    private EmulatedDevices? _devices;

    protected override IDeviceDriver Driver => Devices.Driver;

    private EmulatedDevices Devices => _devices!;

    public override async Task InitializeAsync() => _devices = await EmulatedDevices.StartAsync(boxType, storesScreenshots);

    public override async Task DisposeAsync() => await Devices.DisposeAsync();

    protected override async Task<IReadOnlyList<DeviceElement>> ElementsAsync(string boxId) =>
        (await Devices.Phones.ScreenshotAsync(await Devices.PhoneOfAsync(boxId), default)).Elements;

    protected override async Task<bool?> IsReachedAsync(string boxId, TaskDefinition task) =>
        await Devices.Phones.CheckGoalAsync(await Devices.PhoneOfAsync(boxId), task, null, default);

    protected override void PutForward(TimeSpan by) => Devices.Time.Advance(by);
}
