namespace CuaRl.Silo.Http.Live;

/// <summary>What a watcher has for a viewer.</summary>
/// <param name="Events">What it has not seen.</param>
/// <param name="IsBehind">True when what it has not seen is not kept any more.</param>
/// <param name="IsGone">True when nothing more will come: the training was deleted.</param>
/// <param name="Changed">Ends when there is more.</param>
internal sealed record LiveView(IReadOnlyList<LiveEvent> Events, bool IsBehind, bool IsGone, Task Changed);
