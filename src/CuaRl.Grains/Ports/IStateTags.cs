using System.Collections.Immutable;

namespace CuaRl.Grains.Ports;

/// <summary>The names of states. A simulation id of null stands for the states that belong to none.</summary>
public interface IStateTags
{
    /// <summary>Names a state that is there; the same again gives the first answer.</summary>
    /// <exception cref="AlreadyExistsException">The name is another state's.</exception>
    /// <exception cref="NotFoundException">The state does not exist.</exception>
    /// <exception cref="RunPrunedException">The state was deleted.</exception>
    Task<StateTag> AddAsync(string? simulationId, string name, StateId state, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Takes a name away; false when there is none.</summary>
    Task<bool> RemoveAsync(string? simulationId, string name, CancellationToken cancellationToken);

    /// <summary>The state by that name, or null.</summary>
    Task<StateTag?> FindAsync(string? simulationId, string name, CancellationToken cancellationToken);

    /// <summary>A page of names in ordinal order, from the first one after <paramref name="after"/>.</summary>
    Task<ImmutableArray<StateTag>> ListAsync(
        string? simulationId, string? after, int limit, CancellationToken cancellationToken);
}
