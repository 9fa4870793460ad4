namespace CuaRl;

/// <summary>How .NET clients reach the grains: by id, without knowing how keys are made.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>The grain of one simulation, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static ISimulationGrain GetSimulation(this IGrainFactory grains, string id) =>
        grains.GetGrain<ISimulationGrain>(GrainKeys.Simulation(id));

    /// <summary>The list of all simulations.</summary>
    public static ISimulationCatalogGrain GetSimulationCatalog(this IGrainFactory grains) =>
        grains.GetGrain<ISimulationCatalogGrain>(GrainKeys.SimulationCatalog);
}
