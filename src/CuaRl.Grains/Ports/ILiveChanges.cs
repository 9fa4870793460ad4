namespace CuaRl.Grains.Ports;

/// <summary>What changes in a training, for those who follow it.</summary>
public interface ILiveChanges
{
    /// <summary>
    /// What changed after a place, in one read. Nothing can come into sight before a place that was handed out: changes are held
    /// back while an older transaction of the server is under way.
    /// </summary>
    /// <param name="trainingId">The training.</param>
    /// <param name="after">The place; null for the present end, which has no changes.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives the read up.</param>
    Task<LivePage> ReadAsync(Guid trainingId, LiveCursor? after, int limit, CancellationToken cancellationToken);
}
