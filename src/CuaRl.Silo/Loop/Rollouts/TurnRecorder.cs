using System.Collections.Immutable;
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
        Named[] shown = [new(first)];
        if (isReset)
        {
            await StoreAsync(
                shown, () => _rollout.RecordReset(new ResetObservation { Screenshot = first.Picture.Sha256 }, _attempt), cancellationToken);
            shown = [];
        }

        var batch = new List<PlayedTurn>();
        while (await _turns.Reader.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < MostAtOnce && _turns.Reader.TryRead(out var turn))
            {
                batch.Add(turn);
            }

            await RecordAsync(shown, batch, cancellationToken);
            shown = [];
            batch.Clear();
        }
    }

    private Task RecordAsync(Named[] shown, List<PlayedTurn> batch, CancellationToken cancellationToken)
    {
        Named?[] elements = [.. batch.Select(turn => Named.Of(_services.Blobs, turn.Answer.Elements, cancellationToken))];
        Named?[] snapshots = [.. batch.Select(turn => Named.Of(_services.Blobs, turn.Snapshot?.Utf8, cancellationToken))];
        ImmutableArray<TurnContent> turns =
        [
            .. batch.Select((turn, i) => turn.Content with
            {
                ElementsBefore = elements[i]?.Blob.Sha256,
                DeviceSnapshot = snapshots[i]?.Blob.Sha256,
            }),
        ];
        return StoreAsync(
            [.. shown, .. batch.Select(turn => new Named(turn.After)), .. elements.Concat(snapshots).OfType<Named>()],
            () => _rollout.RecordTurns(turns, _attempt), cancellationToken);
    }

    /// <summary>Records what names blobs, which are stored before. Those that were stored once may be gone by now: then they are stored again.</summary>
    private async Task StoreAsync(IReadOnlyList<Named> named, Func<Task> record, CancellationToken cancellationToken)
    {
        await Task.WhenAll(named.Select(one => one.Blob.Stored));
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
                    await Task.WhenAll(named.Select(one => _services.Blobs.Put(one.Content, one.MediaType, cancellationToken).Stored));
                    await record();
                }
            },
            cancellationToken);
    }

    /// <summary>A blob that a record names, with its content.</summary>
    private sealed record Named(StoredBlob Blob, ReadOnlyMemory<byte> Content, string MediaType)
    {
        public Named(ShownScreen screen) : this(screen.Picture, screen.View.Image, screen.View.MediaType)
        {
        }

        public static Named? Of(BlobCache blobs, ReadOnlyMemory<byte>? json, CancellationToken cancellationToken) =>
            json is { } content ? new(blobs.Put(content, JsonType, cancellationToken), content, JsonType) : null;
    }
}
