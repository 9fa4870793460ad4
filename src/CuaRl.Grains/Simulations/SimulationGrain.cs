using CuaRl.Core.Time;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Simulations;

internal sealed partial class SimulationGrain(
    [PersistentState(SimulationState.StateName)] IPersistentState<SimulationState> record,
    TimeProvider time,
    ILogger<SimulationGrain> logger) : Grain, ISimulationGrain
{
    private string Id => GrainKeys.SimulationId(this.GetPrimaryKeyString());

    async Task<SimulationInfo> ISimulationGrain.Create(SimulationDefinition definition)
    {
        var id = Id;
        if (record.RecordExists)
        {
            return record.State.Definition == definition
                ? record.State.Info
                : throw new AlreadyExistsException("simulation", id);
        }

        SimulationChecks.Check(definition);
        await this.StoreAsync(record, SimulationState.From(id, definition, time.GetUtcNow().ToMicroseconds()));
        GrainInstruments.SimulationCreated();
        Log.Created(logger, id, definition.EnvironmentName, definition.AgentType);
        return record.State.Info;
    }

    Task<SimulationInfo> ISimulationGrain.Get()
    {
        if (record.RecordExists)
        {
            return Task.FromResult(record.State.Info);
        }

        DeactivateOnIdle();
        throw new NotFoundException("simulation", Id);
    }
}
