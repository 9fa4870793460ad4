using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

/// <summary>An index that answers with nothing and remembers what it was asked.</summary>
internal sealed class ListedSimulations : ISimulationIndex
{
    public List<(int Skip, int Limit)> Asked { get; } = [];

    public Task<SimulationPage> ListAsync(int skip, int limit, CancellationToken cancellationToken)
    {
        Asked.Add((skip, limit));
        return Task.FromResult(new SimulationPage { Items = [] });
    }
}
