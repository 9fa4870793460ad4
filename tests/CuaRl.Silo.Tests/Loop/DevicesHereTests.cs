using CuaRl.Adapters;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Silo.Hosting.Devices;
using CuaRl.Silo.Loop;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Boxes that cost somebody money are for those trainings alone that he gave the key for.</summary>
public sealed class DevicesHereTests
{
    private const string NoKey = "there are no linux devices: set GBOX_API_KEY where the service is started";
    private const string Anothers = "the key of GBox here is that of training own alone; set GBOX_API_KEY where a service is started";

    private static readonly GBoxOptions OfService = new() { ApiKey = "of-the-service" };
    private static readonly GBoxOptions OfTraining = GBoxOptions.From(_ => null, "of-a-training", "own");

    public static TheoryData<string, string, string?> Cases => new()
    {
        { "", "linux", NoKey },
        { "", "simulated", null },
        { "", "a-pool-of-mine", null },
        { "service", "linux", null },
        { "training", "linux", Anothers },
        { "training", "simulated", null },
        { "service training", "linux", Anothers },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task WhyNot_OfAnotherTraining_SaysWhatIsMissing(string keys, string pool, string? reason)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSimulatedDevices();
        foreach (var key in keys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            services.AddDevicesOfGBox(key == "service" ? OfService : OfTraining);
        }

        await using var provider = services.AddSingleton<DevicesHere>().BuildServiceProvider();
        var here = provider.GetRequiredService<DevicesHere>();

        Assert.Equal(reason, here.WhyNot("another", pool));
        if (keys.Length > 0)
        {
            Assert.Null(here.WhyNot("own", pool));
        }
    }
}
