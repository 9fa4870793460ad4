namespace CuaRl.Grains.Ports;

/// <summary>All runs as the database lists them; states outside runs are none.</summary>
public interface IRunCatalog
{
    /// <summary>A page of runs, oldest first (by creation, then id).</summary>
    /// <exception cref="InvalidRequestException">The cursor is not of this list.</exception>
    Task<RunPage> ListAsync(RunQuery query, CancellationToken cancellationToken);
}
