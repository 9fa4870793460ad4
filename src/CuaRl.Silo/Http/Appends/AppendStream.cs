using System.Text.Json;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Appends;

/// <summary>
/// States in, one a line, and acknowledgements out while more come in. What has arrived while a batch was being stored is
/// the next batch. A client that sends more than is stored, or does not read, is not read from.
/// </summary>
internal sealed class AppendStream(
    HttpContext context, IRunGrain run, string runId, AppendQuery query, ErrorReport report, CancellationToken stopping)
{
    private readonly LineReader _lines = new(context.Request.Body, ServerLimits.MaxStateBytes);
    private readonly RunAppender _appender = new(run, query.ExpectedHead);
    private readonly Acknowledgements _acknowledgements = new(context.Response.BodyWriter, runId);
    private StateBatch _batch = new();
    private StreamFailure? _failure;
    private long _lastStep = -1;

    public async Task RunAsync()
    {
        using var reads = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);

        // Reading begins first: it is what lets a client that waits for "100 Continue" go on.
        var reading = _lines.ReadAsync(reads.Token).AsTask();
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        await PumpAsync(reading, reads);
        await EndAsync();
    }

    private async Task PumpAsync(Task? reading, CancellationTokenSource reads)
    {
        Task<BatchOutcome>? storing = null;
        while (true)
        {
            if (reading is null)
            {
                TakeLines();
            }

            if (storing is null && _batch.States.Count > 0)
            {
                storing = _appender.AppendAsync(_batch);
                _batch = new StateBatch();
                continue;
            }

            if (reading is null && _failure is null && !_lines.IsDone && !_batch.IsFull)
            {
                reading = _lines.ReadAsync(reads.Token).AsTask();
            }

            if (reading is null && storing is null)
            {
                return;
            }

            await Task.WhenAny(storing ?? reading!, reading ?? storing!);
            if (reading is { IsCompleted: true })
            {
                await ReadAsync(reading);
                reading = null;
            }

            if (storing is { IsCompleted: true })
            {
                var outcome = await storing;
                storing = null;
                if (outcome.Failure is not null)
                {
                    _failure = outcome.Failure;
                    _batch = new StateBatch();
                    await reads.CancelAsync();
                }

                await AcknowledgeAsync(outcome);
            }
        }
    }

    private async Task ReadAsync(Task reading)
    {
        try
        {
            await reading;
        }
        catch (LineTooLongException error)
        {
            _failure ??= new StreamFailure(_lines.Count, error);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            _failure ??= new StreamFailure(_lines.Count + 1, new ServiceStoppingException());
        }
    }

    private void TakeLines()
    {
        try
        {
            while (_failure is null && !_batch.IsFull && _lines.TryTake(out var line))
            {
                line = (_lines.Count == 1 ? RequestBody.WithoutMark(line) : line).Trim(" \t\r"u8);
                if (!line.IsEmpty)
                {
                    _batch.Add(StateReader.Parse(line, StateStyle.Own).Content, _lines.Count, line.Length);
                }
            }
        }
        catch (Exception error) when (error is RequestInvalidException or LineTooLongException)
        {
            _failure = new StreamFailure(_lines.Count, error);
        }
    }

    private async ValueTask AcknowledgeAsync(BatchOutcome outcome)
    {
        if (outcome.LastStep < outcome.FirstStep)
        {
            return;
        }

        _lastStep = outcome.LastStep;
        if (!query.IsLastOnly)
        {
            _acknowledgements.Write(outcome.FirstStep, outcome.LastStep);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    private async Task EndAsync()
    {
        if (query.IsLastOnly && _lastStep >= 0)
        {
            _acknowledgements.Write(_lastStep, _lastStep);
        }

        if (_failure is { } failure)
        {
            var line = new AppendLine
            {
                Line = failure.Line,
                Head = await FindHeadAsync(failure.Error),
                Error = Problem.From(report.Find(context, failure.Error)),
            };
            byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, HttpJson.Bodies.AppendLine), (byte)'\n'];
            await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        }

        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    private async Task<long?> FindHeadAsync(Exception error)
    {
        try
        {
            return error is StaleHeadException stale ? stale.ActualHead : (await run.Describe()).Head;
        }
        catch (Exception unknown) when (unknown is CuaRlException or OrleansException or TimeoutException)
        {
            return null;
        }
    }
}
