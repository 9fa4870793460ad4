using System.Threading.Channels;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>
/// Records an attempt while it is played: the turns that were taken while others were on their way are stored together, so that an
/// episode waits for a few commits and not for one a turn.
/// </summary>
internal sealed class TurnRecorder
{
    private const string JsonType = "application/json";

    /// <summary>More than an episode takes in the time of a commit.</summary>
    private const int MostAtOnce = 256;

    private readonly Channel<PlayedTurn> _turns =
        Channel.CreateUnbounded<PlayedTurn>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly RolloutServices _services;
    private readonly IRolloutGrain _rollout;
    private readonly int _attempt;
    private readonly Task _running;

    private TurnRecorder(
        RolloutServices services, IRolloutGrain rollout, int attempt, RolloutReport begun, ShownScreen first, bool isReset,
        CancellationToken cancellationToken)
    {
        (_services, _rollout, _attempt) = (services, rollout, attempt);
        _running = RunAsync(begun, first, isReset, cancellationToken);
    }

    /// <summary>
    /// Begins with what the attempt's device is and what it showed first, which is recorded where there was a reset: what goes on from
    /// another rollout has that one's.
    /// </summary>
    public static TurnRecorder Begin(
        RolloutServices services, IRolloutGrain rollout, int attempt, RolloutReport begun, ShownScreen first, bool isReset,
        CancellationToken cancellationToken) => new(services, rollout, attempt, begun, first, isReset, cancellationToken);

    /// <summary>Takes the next turn; what was taken before may have failed, which is said here.</summary>
    public async ValueTask AddAsync(PlayedTurn turn)
    {
        if (_running.IsCompleted)
        {
            await _running;
        }

        _turns.Writer.TryWrite(turn);
    }

    /// <summary>Ends when all that was taken is durable.</summary>
    public Task EndAsync()
    {
        _turns.Writer.TryComplete();
        return _running;
    }

    private async Task RunAsync(RolloutReport begun, ShownScreen first, bool isReset, CancellationToken cancellationToken)
    {
        // That it runs comes first: an attempt with anything recorded is one that its driver may have been lost over.
        await _services.Patience.RepeatAsync(() => _rollout.Report(begun, _attempt), cancellationToken);
        await StoreAsync(
            [first],
            () => isReset ? _rollout.RecordReset(new ResetObservation { Screenshot = first.Picture.Sha256 }, _attempt) : Task.CompletedTask,
            cancellationToken);
        var batch = new List<PlayedTurn>();
        while (await _turns.Reader.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < MostAtOnce && _turns.Reader.TryRead(out var turn))
            {
                batch.Add(turn);
            }

            await RecordAsync(batch, cancellationToken);
            batch.Clear();
        }
    }

    private async Task RecordAsync(List<PlayedTurn> batch, CancellationToken cancellationToken)
    {
        (StoredBlob? Elements, StoredBlob? Snapshot)[] beside = [.. batch.Select(turn => Beside(turn, cancellationToken))];
        await StoredAsync(beside);
        TurnContent[] turns =
        [
            .. batch.Select((turn, i) => turn.Content with
            {
                ElementsBefore = beside[i].Elements?.Sha256,
                DeviceSnapshot = beside[i].Snapshot?.Sha256,
            }),
        ];
        await StoreAsync(
            [.. batch.Select(turn => turn.After)], () => _rollout.RecordTurns([.. turns], _attempt), cancellationToken,
            () => StoredAsync(batch.Select(turn => Beside(turn, cancellationToken))));
    }

    private static Task StoredAsync(IEnumerable<(StoredBlob? Elements, StoredBlob? Snapshot)> beside) => Task.WhenAll(
        beside.SelectMany(one => (StoredBlob?[])[one.Elements, one.Snapshot]).OfType<StoredBlob>().Select(blob => blob.Stored).ToArray());

    /// <summary>Records what names pictures, which are stored before. Pictures that were stored once may be gone by now: then they are stored again.</summary>
    private async Task StoreAsync(
        IReadOnlyList<ShownScreen> screens, Func<Task> record, CancellationToken cancellationToken, Func<Task>? storeMore = null)
    {
        await Task.WhenAll(screens.Select(screen => screen.Picture.Stored));
        await _services.Patience.RepeatAsync(
            async () =>
            {
                try
                {
                    await record();
                }
                catch (NotFoundException missing) when (missing.Kind == "blob")
                {
                    _services.Blobs.Forget();
                    await Task.WhenAll(screens.Select(
                        screen => _services.Blobs.Put(screen.View.Image, screen.View.MediaType, cancellationToken).Stored));
                    await (storeMore?.Invoke() ?? Task.CompletedTask);
                    await record();
                }
            },
            cancellationToken);
    }

    private (StoredBlob? Elements, StoredBlob? Snapshot) Beside(PlayedTurn turn, CancellationToken cancellationToken) => (
        turn.Answer.Elements is { } elements ? _services.Blobs.Put(elements, JsonType, cancellationToken) : null,
        turn.Snapshot is { } snapshot ? _services.Blobs.Put(snapshot.Utf8, JsonType, cancellationToken) : null);
}
