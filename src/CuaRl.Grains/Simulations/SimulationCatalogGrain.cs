using CuaRl.Grains.Ports;
using Orleans.Concurrency;

namespace CuaRl.Grains.Simulations;

/// <summary>A gate to the database that holds nothing, so each silo keeps some of its own.</summary>
[StatelessWorker]
internal sealed class SimulationCatalogGrain(ISimulationIndex index) : Grain, ISimulationCatalogGrain
{
    Task<SimulationPage> ISimulationCatalogGrain.List(int skip, int limit, CancellationToken cancellationToken)
    {
        SimulationChecks.CheckPage(skip, limit);
        return index.ListAsync(skip, limit, cancellationToken);
    }
}
