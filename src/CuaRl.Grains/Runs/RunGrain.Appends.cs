using CuaRl.Core.Runs;
using CuaRl.Core.Time;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Runs;

internal sealed partial class RunGrain
{
    /// <summary>Tries of an append that may land anywhere; each lost one means that another activation appended meanwhile.</summary>
    private const int MaxTries = 32;

    private readonly HeadEstimate _head = new();
    private Task? _learning;

    async Task<AppendReceipt> IRunGrain.Append(AppendRequest request)
    {
        StateChecks.Check(request);
        await _appends.EnterAsync();
        try
        {
            return await AppendAsync(Known(), request);
        }
        finally
        {
            _appends.Leave();
        }
    }

    private async Task<AppendReceipt> AppendAsync(RunState run, AppendRequest request)
    {
        var (operation, hash) = AppendIdentity.Of(run.Id, request, ids);
        var now = time.GetUtcNow().ToMicroseconds();
        for (var tries = 1; ; tries++)
        {
            var claim = await ClaimAsync(request);
            var outcome = await SendAsync(claim, new JournalAppend
            {
                RunId = Guid,
                ExpectedHead = claim.Expected,
                Operation = operation,
                ContentHash = hash,
                CreatedAt = now,
                States = request.States,
            });
            if (outcome.Verdict == AppendVerdict.Stored)
            {
                GrainInstruments.StatesAppended(claim.Count);
                return Receipt(run, outcome, claim.Count);
            }

            if (outcome.Verdict != AppendVerdict.Stale || request.ExpectedHead is not null || tries == MaxTries)
            {
                throw Refusal(request, claim, outcome);
            }
        }
    }

    private async ValueTask<HeadClaim> ClaimAsync(AppendRequest request)
    {
        if (request.ExpectedHead is { } expected)
        {
            return _head.ClaimAt(expected, request.States.Length);
        }

        while (!_head.IsKnown)
        {
            if (_learning is not { IsCompleted: false })
            {
                _learning = LearnHeadAsync();
            }

            await _learning;
        }

        return _head.Claim(request.States.Length);
    }

    private async Task LearnHeadAsync() => _head.Learn((await HeadAsync()).Step);

    /// <summary>Whatever comes of the append, the estimate of the head knows: a refusal brings the present head with it.</summary>
    private async Task<AppendOutcome> SendAsync(HeadClaim claim, JournalAppend append)
    {
        AppendOutcome? answer = null;
        try
        {
            var outcome = await journal.AppendAsync(append);
            answer = outcome;
            return outcome;
        }
        finally
        {
            if (answer is { Verdict: AppendVerdict.Stored } stored)
            {
                _head.Stored(claim, stored.Head);
            }
            else
            {
                _head.Refused(claim, answer is { Verdict: AppendVerdict.Stale } stale ? stale.Head : null);
            }
        }
    }

    private static AppendReceipt Receipt(RunState run, AppendOutcome outcome, int count)
    {
        var first = outcome.Head - count + 1;
        return new AppendReceipt
        {
            RunId = run.Id,
            FirstStep = first,
            LastStep = outcome.Head,
            Parent = run.StateAt(first - 1) is { Step: >= 0 } parent ? parent : null,
            CreatedAt = outcome.CreatedAt,
        };
    }

    private CuaRlException Refusal(AppendRequest request, HeadClaim claim, AppendOutcome outcome) => outcome.Verdict switch
    {
        AppendVerdict.Stale when request.ExpectedHead is null =>
            new StaleStateException($"run '{Id}'", $"head {claim.Expected}", $"head {outcome.Head}"),
        AppendVerdict.Stale => new StaleHeadException(Id, claim.Expected, outcome.Head),
        AppendVerdict.NotActive => new RunNotActiveException(Id, outcome.Status),
        AppendVerdict.Reused => new OperationReusedException(Id, request.OperationId ?? ""),
        AppendVerdict.NoBlob => new NotFoundException("blob", outcome.MissingBlob ?? ""),
        _ => Missing(),
    };
}
