using System.Collections.Immutable;
using System.Globalization;
using CuaRl.Core.Blobs;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Diagnostics;

namespace CuaRl.Grains.Rollouts;

internal sealed partial class RolloutGrain
{
    private const int Reset = 0;

    /// <summary>The last step known of a run; others may have appended since.</summary>
    private (string RunId, long Step)? _head;

    async Task<TurnReceipt> IRolloutGrain.RecordReset(ResetObservation observation, int? attempt)
    {
        TurnChecks.Check(observation);
        await CheckPictureAsync("screenshot", observation.Screenshot);
        return await RecordAsync(Reset, [TurnMapping.ToState(observation)], attempt);
    }

    Task<TurnReceipt> IRolloutGrain.RecordTurn(TurnContent turn, int? attempt) => RecordAsync([turn], attempt);

    Task<TurnReceipt> IRolloutGrain.RecordTurns(ImmutableArray<TurnContent> turns, int? attempt)
    {
        TurnChecks.CheckSequence(turns);
        return RecordAsync(turns, attempt);
    }

    private async Task<TurnReceipt> RecordAsync(ImmutableArray<TurnContent> turns, int? attempt)
    {
        foreach (var turn in turns)
        {
            TurnChecks.Check(turn);
            await CheckPictureAsync("screenshot_after", turn.ScreenshotAfter);
            await CheckPictureAsync("screenshot_before", turn.ScreenshotBefore);
        }

        return await RecordAsync(turns[0].Turn, [.. turns.Select(TurnMapping.ToState)], attempt);
    }

    async Task<TurnPage> IRolloutGrain.GetTurns(TurnQuery query, CancellationToken cancellationToken)
    {
        RolloutChecks.Check(query);
        var run = Run(Find(Known(), query.Attempt));
        var hasBefore = query.From > Reset;
        var page = await run.GetStates(
            new StateQuery
            {
                From = hasBefore ? query.From - 1 : query.From,
                Limit = Math.Min(hasBefore ? query.Limit + 1 : query.Limit, RecordRules.MaxPage),
            },
            cancellationToken);
        var before = hasBefore && page.Items is [var first, ..] && first.Id.Step < query.From ? first : null;
        if (before is not null && page is { Items.Length: 1, Next: not null })
        {
            // The state before filled the page by its size alone.
            page = await run.GetStates(new StateQuery { From = query.From, Limit = query.Limit }, cancellationToken);
            return Page(page.Items, before, page.Next);
        }

        return Page(before is null ? page.Items : page.Items.RemoveAt(0), before, page.Next);
    }

    /// <summary>A blob that there is not is left to the run, which names it: a repetition may come when it has expired.</summary>
    private async ValueTask CheckPictureAsync(string field, string? sha256)
    {
        if (sha256 is not null && await blobs.FindMediaTypeAsync(sha256, CancellationToken.None) is { } mediaType)
        {
            Rule.Keep(field, PictureRules.MediaType(mediaType) is { } broken ? $"{broken}; blob {sha256} is {mediaType}" : null);
        }
    }

    private static TurnPage Page(ImmutableArray<StoredState> states, StoredState? before, long? next)
    {
        var turns = ImmutableArray.CreateBuilder<StoredTurn>(states.Length);
        foreach (var state in states)
        {
            turns.Add(TurnMapping.ToTurn(state, before));
            before = state;
        }

        return new TurnPage { Items = turns.MoveToImmutable(), Next = checked((int?)next) };
    }

    /// <summary>Whether the rollout takes turns, and which is next, the run's journal knows: nothing of that is asked here.</summary>
    private async Task<TurnReceipt> RecordAsync(int turn, ImmutableArray<StateContent> states, int? number)
    {
        var attempt = Find(Known(), number);
        try
        {
            var receipt = await Run(attempt).Append(new AppendRequest
            {
                States = states,
                ExpectedHead = turn - 1,
                OperationId = states.Length == 1
                    ? string.Create(CultureInfo.InvariantCulture, $"turn-{turn}")
                    : string.Create(CultureInfo.InvariantCulture, $"turns-{turn}-{turn + states.Length - 1}"),
            });
            Learn(attempt.RunId, receipt.LastStep);
            GrainInstruments.TurnsRecorded(states.Length);
            return new TurnReceipt
            {
                RolloutId = Id,
                Attempt = attempt.Number,
                Turn = turn + states.Length - 1,
                State = new StateId(receipt.RunId, receipt.LastStep),
                CreatedAt = receipt.CreatedAt,
            };
        }
        catch (StaleHeadException stale)
        {
            Learn(attempt.RunId, stale.ActualHead);
            throw new TurnOutOfOrderException(Id, attempt.Number, turn, checked((int)stale.ActualHead + 1));
        }
    }

    private static AttemptState Find(RolloutState rollout, int? number) =>
        number is not { } wanted ? rollout.Attempt
        : wanted >= 1 && wanted <= rollout.Attempts.Length ? rollout.Attempts[wanted - 1]
        : throw new NotFoundException("attempt", wanted.ToString(CultureInfo.InvariantCulture));

    /// <summary>How many turns the present attempt has: of an end as recorded, else as last known or, if asked, as stored now.</summary>
    private async ValueTask<int> TurnsAsync(RolloutState rollout, bool isFresh = false) => rollout.NumTurns
        ?? TurnsOf(!isFresh && KnownHead(rollout.Attempt) is { } head ? head : await HeadAsync(rollout.Attempt));

    private long? KnownHead(AttemptState attempt) => _head is { } head && head.RunId == attempt.RunId ? head.Step : null;

    private async Task<long> HeadAsync(AttemptState attempt)
    {
        var head = await journal.FindHeadAsync(Guid.ParseExact(attempt.RunId, "D"))
            ?? throw new NotFoundException("run", attempt.RunId);
        Learn(attempt.RunId, head.Step);
        return head.Step;
    }

    /// <summary>Of one run the head only grows; the run of a later attempt takes its place.</summary>
    private void Learn(string runId, long step)
    {
        if (_head is not { } known || known.RunId != runId || known.Step < step)
        {
            _head = (runId, step);
        }
    }

    private void Learn(RunInfo run) => Learn(run.Id, run.Head);

    private static int TurnsOf(long head) => checked((int)Math.Max(head, Reset));
}
