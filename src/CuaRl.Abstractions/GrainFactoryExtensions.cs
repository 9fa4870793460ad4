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

    /// <summary>The grain of one training, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static ITrainingGrain GetTraining(this IGrainFactory grains, string id) =>
        grains.GetGrain<ITrainingGrain>(GrainKeys.Training(id));

    /// <summary>The grain of a training's loop.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static ITrainingLoopGrain GetTrainingLoop(this IGrainFactory grains, string trainingId) =>
        grains.GetGrain<ITrainingLoopGrain>(GrainKeys.TrainingLoop(trainingId));

    /// <summary>The grain of one batch, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IBatchGrain GetBatch(this IGrainFactory grains, string id) =>
        grains.GetGrain<IBatchGrain>(GrainKeys.Batch(id));

    /// <summary>The grain of one group, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IGroupGrain GetGroup(this IGrainFactory grains, string id) =>
        grains.GetGrain<IGroupGrain>(GrainKeys.Group(id));

    /// <summary>The grain of one rollout, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IRolloutGrain GetRollout(this IGrainFactory grains, string id) =>
        grains.GetGrain<IRolloutGrain>(GrainKeys.Rollout(id));

    /// <summary>The lists of all trainings and what belongs to them.</summary>
    public static ITrainingCatalogGrain GetTrainingCatalog(this IGrainFactory grains) =>
        grains.GetGrain<ITrainingCatalogGrain>(GrainKeys.TrainingCatalog);

    /// <summary>All tasks and their validators.</summary>
    public static ITaskCatalogGrain GetTaskCatalog(this IGrainFactory grains) =>
        grains.GetGrain<ITaskCatalogGrain>(GrainKeys.TaskCatalog);

    /// <summary>The grain of one device, existing or yet to be created.</summary>
    /// <exception cref="MalformedIdException">The id cannot be one.</exception>
    public static IDeviceGrain GetDevice(this IGrainFactory grains, string id) =>
        grains.GetGrain<IDeviceGrain>(GrainKeys.Device(id));

    /// <summary>The grain of one pool of devices.</summary>
    /// <exception cref="MalformedIdException">The name cannot be one.</exception>
    public static IDevicePoolGrain GetDevicePool(this IGrainFactory grains, string name) =>
        grains.GetGrain<IDevicePoolGrain>(GrainKeys.DevicePool(name));

    /// <summary>The lists of devices and pools.</summary>
    public static IDeviceCatalogGrain GetDeviceCatalog(this IGrainFactory grains) =>
        grains.GetGrain<IDeviceCatalogGrain>(GrainKeys.DeviceCatalog);
}
