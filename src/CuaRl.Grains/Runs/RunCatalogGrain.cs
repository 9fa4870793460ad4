using CuaRl.Core.Simulations;
using CuaRl.Grains.Ports;
using Orleans.Concurrency;

namespace CuaRl.Grains.Runs;

/// <summary>A gate to the database that holds nothing, so each silo keeps some of its own.</summary>
[StatelessWorker]
internal sealed class RunCatalogGrain(IRunCatalog catalog) : Grain, IRunCatalogGrain
{
    Task<RunPage> IRunCatalogGrain.List(RunQuery query, CancellationToken cancellationToken)
    {
        Require("skip", SimulationRules.Skip(query.Skip));
        Require("limit", SimulationRules.Limit(query.Limit));
        return catalog.ListAsync(query, cancellationToken);
    }

    private static void Require(string field, string? broken)
    {
        if (broken is not null)
        {
            throw new InvalidRequestException(field, broken);
        }
    }
}
