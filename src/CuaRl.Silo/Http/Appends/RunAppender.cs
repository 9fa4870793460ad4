namespace CuaRl.Silo.Http.Appends;

/// <summary>Appends batches to a run one after the other, each right after the one before.</summary>
/// <param name="run">The run.</param>
/// <param name="head">Where it ends for the first batch; null for wherever it stands.</param>
internal sealed class RunAppender(IRunGrain run, long? head)
{
    private long? _head = head;

    public async Task<BatchOutcome> AppendAsync(StateBatch batch)
    {
        try
        {
            return await AppendAsync(batch.States);
        }
        catch (CuaRlException error) when (
            batch.States.Count > 1 && error is InvalidRequestException or NotFoundException { Kind: "blob" })
        {
            return await AppendSinglyAsync(batch);
        }
        catch (Exception error)
        {
            // Whatever it is goes into the last line of the answer; nobody above could say it there.
            return new BatchOutcome(0, -1, new StreamFailure(batch.Lines[0], error));
        }
    }

    /// <summary>One state spoils the batch: those before it are good.</summary>
    private async Task<BatchOutcome> AppendSinglyAsync(StateBatch batch)
    {
        long? first = null;
        for (var i = 0; i < batch.States.Count; i++)
        {
            try
            {
                var one = await AppendAsync([batch.States[i]]);
                first ??= one.FirstStep;
            }
            catch (Exception error)
            {
                return new BatchOutcome(first ?? 0, first is null ? -1 : _head!.Value, new StreamFailure(batch.Lines[i], error));
            }
        }

        return new BatchOutcome(first!.Value, _head!.Value, null);
    }

    private async Task<BatchOutcome> AppendAsync(IReadOnlyList<StateContent> states)
    {
        var receipt = await run.Append(new AppendRequest { States = [.. states], ExpectedHead = _head });
        _head = receipt.LastStep;
        return new BatchOutcome(receipt.FirstStep, receipt.LastStep, null);
    }
}
