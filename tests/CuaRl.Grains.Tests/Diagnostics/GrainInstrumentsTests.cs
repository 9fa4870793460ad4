using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Diagnostics;

public sealed class GrainInstrumentsTests(GrainHost host) : IClassFixture<GrainHost>
{
    [Fact]
    public async Task Create_StoredAndFailed_IsCountedByOutcome()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == "CuaRl")
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen.Add($"{instrument.Name} {value}"));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
            seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))} {value >= 0}"));
        listener.Start();
        var grain = host.Grains.GetSimulation("counted");
        var definition = new SimulationDefinition
        {
            Name = "n",
            EnvironmentName = "e",
            AgentType = "a",
            AgentConfig = JsonText.EmptyObject,
        };

        host.Faults.FailNextWrite(StorageFault.BeforeTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => grain.Create(definition));
        await grain.Create(definition);

        Assert.Contains("cuarl.record.write.duration SimulationState failed True", seen);
        Assert.Contains("cuarl.record.write.duration SimulationState stored True", seen);
        Assert.Contains("cuarl.simulations.created 1", seen);
    }
}
