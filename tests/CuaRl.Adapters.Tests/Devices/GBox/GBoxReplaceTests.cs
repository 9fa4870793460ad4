using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices.Pools;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>A reset is another box in place of the one before. Broken off anywhere, it can be repeated.</summary>
public sealed class GBoxReplaceTests : IAsyncLifetime
{
    private static readonly BoxRequest Request = EmulatedDevices.Request("d");

    private EmulatedDevices? _devices;

    private GBoxDriver Driver => _devices!.Driver;

    private GBoxEmulator Emulator => _devices!.Emulator;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync() => await _devices!.DisposeAsync();

    [Fact]
    public async Task Reset_BeyondTheLimitOfCreations_LeavesTheBoxAsItWasAndSaysWhenToComeAgain()
    {
        await StartAsync(creations: new RateLimit(PerSecond: 1 / 300.0, Burst: 1));
        var box = await Driver.CreateAsync(Request, default);
        var before = await Driver.ScreenshotAsync(box.Id, default);

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => ResetAsync(box, seed: 3));

        Assert.InRange(error.RetryAfter!.Value, TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(300));
        Assert.Equal(before.Image.ToArray(), (await Driver.ScreenshotAsync(box.Id, default)).Image.ToArray());
        _devices!.Time.Advance(error.RetryAfter.Value);
        var after = await ResetAsync(box, seed: 3);
        Assert.NotEqual(box.Id, after.Id);
        Assert.Equal(after.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
    }

    [Fact]
    public async Task Reset_WhoseBoxGBoxDidNotMake_SucceedsWhenItIsRepeated()
    {
        var box = await Driver.CreateAsync(Request, default);
        Emulator.SetFaults(new EmulatorFaults { TooManyBoxes = 1, Limit = 4 });

        var error = await Assert.ThrowsAsync<DeviceUnavailableException>(() => ResetAsync(box, seed: 3));

        Assert.Equal((TimeSpan.FromSeconds(1), 0), (error.RetryAfter, await LiveAsync()));
        var after = await ResetAsync(box, seed: 3);
        Assert.Equal(after.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
        Assert.Equal(1, await LiveAsync());
    }

    [Fact]
    public async Task Reset_WhoseAnswerWasLost_TakesTheBoxThatWasMadeWhenItIsRepeated()
    {
        await StartAsync(retries: 0);
        var box = await Driver.CreateAsync(Request, default);
        Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, Limit = 1 });
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => ResetAsync(box, seed: 3));
        var made = Assert.Single(await Driver.ListAsync("p", default));

        var after = await ResetAsync(box, seed: 3);

        Assert.Equal(made.Id, after.Id);
        Assert.Equal(2, (await Emulator.AuditAsync()).Created);
    }

    [Fact]
    public async Task Reset_ToSomethingElseThanTheOneWhoseAnswerWasLost_EndsWhatThatMade()
    {
        await StartAsync(retries: 0);
        var box = await Driver.CreateAsync(Request, default);
        Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, Limit = 1 });
        await Assert.ThrowsAsync<DeviceUnavailableException>(() => ResetAsync(box, seed: 3));
        var made = Assert.Single(await Driver.ListAsync("p", default));

        var after = await ResetAsync(box, seed: 4);

        Assert.NotEqual(made.Id, after.Id);
        Assert.Equal(after.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
    }

    [Fact]
    public async Task Reset_ToTheSameAsBefore_IsAnotherBoxAllTheSame()
    {
        var box = await ResetAsync(await Driver.CreateAsync(Request, default), seed: 3);

        var after = await ResetAsync(box, seed: 3);

        Assert.NotEqual(box.Id, after.Id);
        Assert.Equal(1, await LiveAsync());
    }

    private async Task StartAsync(int retries = 3, RateLimit? creations = null)
    {
        if (_devices is not null)
        {
            await _devices.DisposeAsync();
        }

        _devices = await EmulatedDevices.StartAsync(retries: retries, creations: creations);
    }

    private Task<Box> ResetAsync(Box box, ulong seed) => Driver.ResetAsync(box.Id, Request, new BoxReset(null, seed), default);

    private async Task<int> LiveAsync() => (await Emulator.AuditAsync()).Live;
}
