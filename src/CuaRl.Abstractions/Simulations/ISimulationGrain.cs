namespace CuaRl;

/// <summary>One simulation: the template that its runs share (environment, agent and their configurations).</summary>
[Alias("cuarl.ISimulationGrain")]
public interface ISimulationGrain : IGrainWithStringKey
{
    /// <summary>Creates the simulation. The key is the identity of the command: the same definition again gives the first answer.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="AlreadyExistsException">It exists with another definition.</exception>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; repeat the call.</exception>
    [Alias("Create")]
    Task<SimulationInfo> Create(SimulationDefinition definition);

    /// <summary>The simulation as it is stored.</summary>
    /// <exception cref="NotFoundException">It was never created.</exception>
    [Alias("Get")]
    Task<SimulationInfo> Get();
}
