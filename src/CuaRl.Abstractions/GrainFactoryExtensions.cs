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

    /// <summary>The list of all runs.</summary>
    public static IRunCatalogGrain GetRunCatalog(this IGrainFactory grains) =>
        grains.GetGrain<IRunCatalogGrain>(GrainKeys.RunCatalog);

    /// <summary>The grain of one run, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IRunGrain GetRun(this IGrainFactory grains, string id) => grains.GetGrain<IRunGrain>(GrainKeys.Run(id));

    /// <summary>The state tree of one simulation.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IStateTreeGrain GetStateTree(this IGrainFactory grains, string simulationId) =>
        grains.GetGrain<IStateTreeGrain>(GrainKeys.StateTree(simulationId));

    /// <summary>The state tree over all simulations and the states that belong to none.</summary>
    public static IStateTreeGrain GetAnyStateTree(this IGrainFactory grains) =>
        grains.GetGrain<IStateTreeGrain>(GrainKeys.AnyTree);
}
