namespace CuaRl.Grains.Ports;

/// <summary>The simulations as the database lists them.</summary>
public interface ISimulationIndex
{
    /// <summary>A page of simulations with their run counts, oldest first (by creation, then id).</summary>
    Task<SimulationPage> ListAsync(int skip, int limit, CancellationToken cancellationToken);
}
