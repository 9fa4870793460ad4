namespace CuaRl;

/// <summary>The list of all simulations, read from the tables that the database keeps in step with the grains.</summary>
[Alias("cuarl.ISimulationCatalogGrain")]
public interface ISimulationCatalogGrain : IGrainWithStringKey
{
    /// <summary>A page of simulations, oldest first.</summary>
    /// <param name="skip">How many to pass over, 0 or more.</param>
    /// <param name="limit">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="InvalidRequestException"><paramref name="skip"/> or <paramref name="limit"/> is out of range.</exception>
    [Alias("List")]
    Task<SimulationPage> List(int skip, int limit, CancellationToken cancellationToken = default);
}
