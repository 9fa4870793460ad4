using System.Net;
using System.Text;
using System.Text.Json;
using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Adapters.Tests.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Devices.Emulator;

/// <summary>The client against the emulator's faults, and the emulator's own account of its boxes.</summary>
public sealed class GBoxEmulatorTests : IAsyncLifetime
{
    private static readonly ScreenAction Tap = new ScreenAction.Tap(new(1, 2));

    private readonly TextLogger<GBoxClient> _logger = new();
    private EmulatedDevices? _devices;

    private EmulatedDevices Devices => _devices!;

    private GBoxDriver Driver => Devices.Driver;

    public async Task InitializeAsync() => _devices = await EmulatedDevices.StartAsync(logger: _logger);

    public async Task DisposeAsync()
    {
        Assert.DoesNotContain(GBoxTestClient.Key, _logger.Text, StringComparison.Ordinal);
        await Devices.DisposeAsync();
    }

    [Fact]
    public async Task Create_ReplyLost_TakesTheBoxThatWasMade()
    {
        Devices.Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, Limit = 1 });

        var box = await CreateAsync();

        var audit = await Devices.Emulator.AuditAsync();
        Assert.Equal((1, 1), (audit.Created, audit.Live));
        Assert.Equal(box.Id, Assert.Single(audit.Boxes).Id);
    }

    [Fact]
    public async Task Create_EveryReplyLost_FailsAndTheNextCallTakesTheBox()
    {
        Devices.Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, LostReply = 1 });
        await Assert.ThrowsAsync<DeviceUnavailableException>(CreateAsync);

        Devices.Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, Limit = 1 });
        await CreateAsync();

        Assert.Equal(1, (await Devices.Emulator.AuditAsync()).Created);
    }

    [Fact]
    public async Task Create_SameLabelAtOnce_LeavesOneBox()
    {
        // Some may find theirs ended by one that was quicker.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(CreateAsync)));

        var left = await CreateAsync();

        Assert.Equal(left.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
        Assert.Equal(1, (await Devices.Emulator.AuditAsync()).Live);
    }

    [Fact]
    public async Task Create_NotInTime_IsUnavailableAndLeavesNothing()
    {
        Devices.Emulator.SetFaults(new EmulatorFaults { CreateMs = 5000 });
        var request = EmulatedDevices.Request("d") with { CreateTimeout = TimeSpan.FromMilliseconds(20) };

        await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.CreateAsync(request, default));

        Assert.Equal(0, (await Devices.Emulator.AuditAsync()).Live);
    }

    [Fact]
    public async Task Act_ErrorOrLostReplyAfterTheWork_IsCarriedOutOnce()
    {
        var box = await CreateAsync();
        foreach (var faults in (EmulatorFaults[])[new() { ErrorAfter = 1 }, new() { LostReply = 1 }, new() { WrongJson = 1 }])
        {
            Devices.Emulator.SetFaults(faults);
            await Assert.ThrowsAsync<DeviceUnavailableException>(() => Driver.ActAsync(box.Id, Tap, default));
        }

        Assert.Equal(3, Assert.Single((await Devices.Emulator.AuditAsync()).Boxes).Actions["tap"]);
    }

    [Fact]
    public async Task Act_TooMany_IsCarriedOutOnceAfterAll()
    {
        var box = await CreateAsync();
        Devices.Emulator.SetFaults(new EmulatorFaults { TooMany = 1, RetryAfterMs = 1, Limit = 2 });

        await Driver.ActAsync(box.Id, Tap, default);

        Assert.Equal(1, Assert.Single((await Devices.Emulator.AuditAsync()).Boxes).Actions["tap"]);
    }

    [Fact]
    public async Task Act_BoxVanishes_IsLost()
    {
        var box = await CreateAsync();
        Devices.Emulator.SetFaults(new EmulatorFaults { Vanish = 1, Limit = 1 });

        await Assert.ThrowsAsync<DeviceLostException>(() => Driver.ActAsync(box.Id, Tap, default));

        Assert.Null(await Driver.FindAsync(box.Id, default));
        Assert.Equal((0, 1), ((await Devices.Emulator.AuditAsync()).Live, (await Devices.Emulator.AuditAsync()).Vanished));
    }

    [Fact]
    public async Task Reset_ReplyLost_LeavesOneBoxOfTheLabel()
    {
        var box = await CreateAsync();
        Devices.Emulator.SetFaults(new EmulatorFaults { LostCreate = 1, Limit = 1 });

        var other = await Driver.ResetAsync(box.Id, EmulatedDevices.Request("d"), new BoxReset(null, 3), default);

        Assert.NotEqual(box.Id, other.Id);
        Assert.Equal(other.Id, Assert.Single(await Driver.ListAsync("p", default)).Id);
        Assert.Equal(1, (await Devices.Emulator.AuditAsync()).Live);
    }

    [Fact]
    public async Task Boxes_UnderManyFaults_NeverLeak()
    {
        Devices.Emulator.SetFaults(new EmulatorFaults
        {
            TooMany = 0.05, RetryAfterMs = 1, Error = 0.05, ErrorAfter = 0.05, LostCreate = 0.3, LostReply = 0.05, WrongJson = 0.05, Vanish = 0.02,
        });
        for (var i = 0; i < 40; i++)
        {
            await Record.ExceptionAsync(() => Driver.CreateAsync(EmulatedDevices.Request($"d{i}"), default));
        }

        Devices.Emulator.SetFaults(EmulatorFaults.None);
        var listed = await Driver.ListAsync("p", default);
        Assert.Equal(listed.Count, listed.Select(box => box.Label).Distinct().Count());
        foreach (var box in listed)
        {
            await Driver.TerminateAsync(box.Id, default);
        }

        var audit = await Devices.Emulator.AuditAsync();
        Assert.Equal(0, audit.Live);
        Assert.True(audit.Created >= 30, $"{audit.Created} boxes were made");
        Assert.Empty(await Devices.Phones.ListAsync(EmulatedBoxes.Owner, default));
    }

    [Fact]
    public void Faults_SameSeed_HitTheSameRequests()
    {
        static EmulatorFault[] Draw(ulong seed)
        {
            var dice = new FaultDice(new EmulatorFaults { Error = 0.2, LostReply = 0.2, WrongJson = 0.2 }, seed);
            return [.. Enumerable.Range(0, 100).Select(i => dice.Throw(isCreate: false, hasBox: true))];
        }

        Assert.Equal(Draw(5), Draw(5));
        Assert.NotEqual(Draw(5), Draw(6));
        Assert.Equal(4, Draw(5).Distinct().Count());
    }

    [Fact]
    public async Task ControlRoutes_FaultsAndAudit_AreJson()
    {
        await CreateAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", GBoxTestClient.Key);

        using var wrong = await http.PostAsync(Control("faults"), new StringContent("""{"errors": 1}""", Encoding.UTF8));
        using var bad = await http.PostAsync(Control("faults"), new StringContent("""{"error": 2}""", Encoding.UTF8));
        using var good = await http.PostAsync(Control("faults"), new StringContent("""{"error": 1, "limit": 7}""", Encoding.UTF8));
        var audit = JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync(Control("boxes")));

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK),
            (wrong.StatusCode, bad.StatusCode, good.StatusCode));
        Assert.Contains("\"limit\":7", await http.GetStringAsync(Control("faults")), StringComparison.Ordinal);
        Assert.Equal(1, audit.GetProperty("live").GetInt32());
        Assert.Equal("p", audit.GetProperty("boxes")[0].GetProperty("labels").GetProperty("cuarl-pool").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer other")]
    [InlineData("Basic x")]
    public async Task Caller_WithoutTheKey_IsTurnedAway(string? authorization)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var api = await http.GetAsync(new Uri(Devices.Emulator.ApiUrl, "boxes"));
        using var control = await http.GetAsync(Control("boxes"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (api.StatusCode, control.StatusCode));
    }

    [Fact]
    public async Task Act_BeyondTheScreen_IsRefusedAndTheBoxUnharmed()
    {
        var box = await CreateAsync();

        await Assert.ThrowsAsync<DeviceRefusedException>(
            () => Driver.ActAsync(box.Id, new ScreenAction.Tap(new(100_000, 1)), default));

        Assert.NotNull(await Driver.FindAsync(box.Id, default));
    }

    [Fact]
    public async Task LiveView_OfABox_ShowsIt()
    {
        var box = await CreateAsync();
        using var http = new HttpClient();

        var picture = await http.GetByteArrayAsync(await Driver.LiveViewAsync(box.Id, TimeSpan.FromMinutes(1), default));

        Assert.Equal((await Driver.ScreenshotAsync(box.Id, default)).Image.ToArray(), picture);
    }

    private Uri Control(string route) => new(Devices.Emulator.Urls[0], $"/emulator/{route}");

    private Task<Box> CreateAsync() => Driver.CreateAsync(EmulatedDevices.Request("d"), default);
}
