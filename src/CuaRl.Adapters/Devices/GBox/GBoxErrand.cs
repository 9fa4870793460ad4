namespace CuaRl.Adapters.Devices.GBox;

/// <summary>One call of a driver: all that GBox is asked for it waits, together, no longer than it may.</summary>
/// <param name="boxType">What errors call the provider's boxes.</param>
/// <param name="patience">How long it may wait for its turns and because GBox asked for it.</param>
/// <param name="time">What waiting is measured by.</param>
/// <param name="cancellationToken">Ends it; what was sent may have been carried out.</param>
internal sealed class GBoxErrand(string boxType, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
{
    public string BoxType => boxType;

    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>How long it may still wait.</summary>
    public TimeSpan Left { get; private set; } = patience;

    /// <summary>Waits for a turn.</summary>
    /// <returns>Null when it has come; how long it would take when that is too long to wait.</returns>
    public async Task<TimeSpan?> TurnAsync(GBoxPace pace)
    {
        var began = time.GetTimestamp();
        var wait = await pace.TurnAsync(Left, cancellationToken);
        Spend(time.GetElapsedTime(began));
        return wait;
    }

    /// <summary>Waits because GBox asked for it, no longer than is left.</summary>
    public async Task PauseAsync(TimeSpan pause)
    {
        Spend(pause);
        await Task.Delay(pause, time, cancellationToken);
    }

    private void Spend(TimeSpan waited) => Left = waited < Left ? Left - waited : TimeSpan.Zero;
}
