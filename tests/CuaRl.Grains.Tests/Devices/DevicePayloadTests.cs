using System.Text;
using System.Text.Json;
using CuaRl.Grains.Devices;
using CuaRl.Grains.Devices.Pools;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Devices;

/// <summary>Payloads as they were and are stored. A golden file is never edited: a new shape is a new file.</summary>
public sealed class DevicePayloadTests
{
    private static readonly DateTimeOffset Created = new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    private static DeviceState Device => new()
    {
        Id = "phones.3",
        Pool = "phones",
        BoxType = "android",
        Config = JsonText.Parse("""{"a" : 1.50}"""),
        LifetimeSeconds = 3600,
        Status = EnvironmentStatus.Running,
        BoxId = "box-1",
        Incarnation = 2,
        ScreenWidth = 1080,
        ScreenHeight = 2400,
        Token = 5,
        LeaseId = "l5",
        TrainingId = "t",
        RolloutId = "r",
        Attempt = 2,
        LeaseSeconds = 120.5,
        LeasedAt = Created.AddSeconds(1),
        BoundAt = Created.AddSeconds(2),
        ExpiresAt = Created.AddSeconds(3),
        EndsBy = Created.AddSeconds(8),
        IsUsed = true,
        BoxLeases = 4,
        LastLeaseId = "l4",
        LastLeaseToken = 4,
        LastLeaseEnd = LeaseEnd.Expired,
        LastLeaseEndedAt = Created.AddSeconds(4),
        Faults = 1,
        LastFault = "slow",
        LastFaultAt = Created.AddSeconds(5),
        NumLeases = 6,
        NumActions = 70,
        NumFaults = 3,
        StatusMessage = "s",
        ErrorMessage = "e",
        CreatedAt = Created,
        TerminatedAt = Created.AddSeconds(6),
        UpdatedAt = Created.AddSeconds(7),
    };

    private static DevicePoolState Pool => new()
    {
        Id = "phones",
        Definition = DeviceHost.Pool(max: 9, warm: 3, min: 2) with { BoxType = "android", BoxConfig = JsonText.Parse("""{"b":2}"""), RecycleAfter = 7 },
        IsDraining = true,
        CreatedAt = Created,
        UpdatedAt = Created.AddSeconds(1),
    };

    [Fact]
    public void Write_EveryField_IsTheGoldenPayloadByteForByte()
    {
        Assert.Equal(Golden("device-v1-full"), Write(Device));
        Assert.Equal(Golden("device-v1-least"), Write(DeviceState.From("alone", Created)));
        Assert.Equal(Golden("device-pool-v1-full"), Write(Pool));
    }

    [Fact]
    public void Read_GoldenPayloads_GivesTheRecordsBack()
    {
        Assert.Equal(Device, Read<DeviceState>("device-v1-full"));
        Assert.Equal(DeviceState.From("alone", Created), Read<DeviceState>("device-v1-least"));
        Assert.Equal(Pool.Definition, Read<DevicePoolState>("device-pool-v1-full").Definition);
        Assert.Equal(Golden("device-pool-v1-full"), Write(Read<DevicePoolState>("device-pool-v1-full")));
    }

    [Fact]
    public void Read_MembersOfANewerBuild_KeepsThem()
    {
        const string Newer = """{"id":"x","from_tomorrow":{"a":[1]}}""";

        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<DeviceState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
        Assert.Contains("\"from_tomorrow\":{\"a\":[1]}", Write(JsonSerializer.Deserialize<DevicePoolState>(Newer, GrainStateJson.Options)!), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RecordsOfATimeBeforeLeasesHadLimits_GivesThemTheUsualOne()
    {
        const string Leased = """
            {"id":"x","lease_id":"l","lease_seconds":60,"leased_at":"2026-01-31T08:30:00Z","expires_at":"2026-01-31T08:31:00Z"}
            """;
        var limit = new DateTimeOffset(2026, 1, 31, 10, 30, 0, TimeSpan.Zero);

        var device = JsonSerializer.Deserialize<DeviceState>(Leased, GrainStateJson.Options)!;
        var pool = JsonSerializer.Deserialize<DevicePoolState>("""{"id":"x","box_type":"android"}""", GrainStateJson.Options)!;

        Assert.Equal(limit, device.Info.Lease!.EndsBy);
        Assert.Equal(limit, device.Renewed(limit.AddSeconds(-1)).ExpiresAt);
        Assert.Null(device.Ended(LeaseEnd.Released, limit).EndsBy);
        Assert.Equal(TimeSpan.FromHours(2), pool.Definition.LeaseLimit);
    }

    private static string Write<T>(T state) => JsonSerializer.Serialize(state, GrainStateJson.Options);

    private static T Read<T>(string name) => JsonSerializer.Deserialize<T>(Golden(name), GrainStateJson.Options)!;

    private static string Golden(string name) => File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Devices", "golden", $"{name}.json"), Encoding.UTF8);
}
