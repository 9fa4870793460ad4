using CuaRl.Adapters.Devices.Simulated;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Devices.Simulated;

public sealed class SimulatedDriverTests : DeviceDriverContract
{
    private readonly ShiftedTime _time = new();
    private SimulatedDriver? _driver;

    protected override IDeviceDriver Driver => _driver!;

    public override Task InitializeAsync()
    {
        _driver = EmulatedDevices.StartPhones(_time);
        return Task.CompletedTask;
    }

    public override Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Create_SameLabelAtOnce_GivesOneBox()
    {
        var boxes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(CreateAsync)));

        Assert.Single(boxes.Select(box => box.Id).Distinct());
    }

    [Fact]
    public async Task Create_WithSettings_IsRefused() => await Assert.ThrowsAsync<DeviceRefusedException>(
        () => Driver.CreateAsync(EmulatedDevices.Request("d", config: JsonText.Parse("""{"deviceType": "vm"}""")), default));

    protected override async Task<IReadOnlyList<DeviceElement>> ElementsAsync(string boxId) =>
        (await Driver.ScreenshotAsync(boxId, default)).Elements;

    protected override Task<bool?> IsReachedAsync(string boxId, TaskDefinition task) =>
        Driver.CheckGoalAsync(boxId, task, null, default);

    protected override void PutForward(TimeSpan by) => _time.Advance(by);
}
