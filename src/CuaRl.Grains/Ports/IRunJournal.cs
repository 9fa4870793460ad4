namespace CuaRl.Grains.Ports;

/// <summary>The append-only states of all runs.</summary>
public interface IRunJournal
{
    /// <summary>Where a run's history ends; null when it was never created.</summary>
    Task<RunHead?> FindHeadAsync(Guid runId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Appends all states or none; the answer comes when they are durable. Appends of all grains share commits. An append that
    /// was stored before, by its operation, gets the first answer. A lost connection is retried inside, without duplicates.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The outcome is unknown; the same append may be sent again.</exception>
    Task<AppendOutcome> AppendAsync(JournalAppend append);

    /// <summary>
    /// The states of the pieces, which follow each other in one history, up to <paramref name="limit"/> and up to a bound of
    /// bytes, but at least one. States beyond a run's head are not there.
    /// </summary>
    /// <exception cref="RunPrunedException">States of a piece were deleted.</exception>
    Task<IReadOnlyList<StoredState>> ReadAsync(
        IReadOnlyList<LineagePiece> pieces, int limit, CancellationToken cancellationToken);
}
