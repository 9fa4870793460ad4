using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Sampling;

/// <summary>Samples from fixed weights, in a sampling session of its own.</summary>
/// <param name="session">The session of the model in training.</param>
/// <param name="path">The path of the weights.</param>
/// <param name="samplingSession">The sampling session.</param>
/// <param name="firstNumber">The number of the first request in it.</param>
internal sealed class TinkerSampler(TinkerSession session, string path, string samplingSession, long firstNumber) : IPolicySampler
{
    private const int ScoresAtOnce = 16;

    private long _number = firstNumber - 1;

    public string Path => path;

    public string Format => session.Prompt.Format;

    public PictureTable Pictures { get; } = new();

    public IEpisodeSampler Begin(string task, double temperature) =>
        new TinkerEpisode(this, session.Prompt, task, temperature, TinkerEpisode.Past.Nothing);

    public async Task<IEpisodeSampler> ContinueAsync(
        string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken)
    {
        if (turns.Count == 0)
        {
            return Begin(task, temperature);
        }

        var shown = (await RecallAsync(task, turns, cancellationToken))[^1];
        return new TinkerEpisode(this, session.Prompt, task, temperature, new TinkerEpisode.Past(
            turns.Count, shown.ToArray(), [.. turns[^1].Content.TokenIds],
            await PictureContents.FindAsync(session.Blobs, [shown], Pictures, cancellationToken)));
    }

    public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
        string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken)
    {
        var observations = ImmutableArray.CreateBuilder<ReadOnlyMemory<int>>(turns.Count);
        for (var i = 0; i < turns.Count; i++)
        {
            var messages = TurnInput.Read(turns[i]);
            observations.Add(i == 0
                ? session.Prompt.Template.Begin(messages, Pictures)
                : session.Prompt.Template.Continue(observations[i - 1].Span, turns[i - 1].Content.TokenIds.AsSpan(), messages, Pictures));
        }

        return Task.FromResult(observations.MoveToImmutable());
    }

    public async Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
        IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken)
    {
        var writer = new DatumWriter(
            pictures, await PictureContents.FindAsync(session.Blobs, datums.Select(datum => datum.Context), pictures, cancellationToken));
        var scores = new ReadOnlyMemory<double>[datums.Count];
        await Parallel.ForAsync(
            0, datums.Count, new ParallelOptions { MaxDegreeOfParallelism = ScoresAtOnce, CancellationToken = cancellationToken },
            async (i, token) => scores[i] = await ScoreAsync(writer, datums[i], token));
        return scores;
    }

    /// <summary>Samples one sequence.</summary>
    public async Task<SampledSequence> SampleAsync(TinkerInput input, TinkerSampling sampling, CancellationToken cancellationToken) =>
        (await AskAsync(number => new Sample(input, sampling, samplingSession, number), cancellationToken)).Sequences is [var one, ..]
            ? one
            : throw TinkerErrors.Refused("it sampled no sequence");

    /// <summary>The log-probability of a whole sequence's tokens is that of a prompt after which one more is sampled.</summary>
    private async Task<double[]> ScoreAsync(DatumWriter writer, TrainingDatum datum, CancellationToken cancellationToken)
    {
        var input = writer.Input(datum, isWhole: true);
        var sampled = await AskAsync(
            number => new Sample(input, new TinkerSampling(1, 0, [], 1), samplingSession, number) { PromptLogprobs = true }, cancellationToken);
        if (sampled.PromptLogprobs is not { } prompt || prompt.Length != datum.Length + 1)
        {
            throw TinkerErrors.Refused(
                $"it gave {sampled.PromptLogprobs?.Length ?? 0} log-probabilities of a prompt of {datum.Length + 1} positions");
        }

        var targets = new double[datum.Length];
        foreach (var action in datum.Actions)
        {
            for (var i = action.Start; i < action.Start + action.LogProbabilities.Length; i++)
            {
                targets[i] = prompt[i + 1] ?? throw TinkerErrors.Refused($"it gave no log-probability of position {i + 1} of a prompt");
            }
        }

        return targets;
    }

    private async Task<Sampled> AskAsync(Func<long, Sample> request, CancellationToken cancellationToken)
    {
        session.RequireAlive();
        var call = TinkerCall.Post("a sample", "asample", request(Interlocked.Increment(ref _number)), TinkerJson.Default.Sample) with
        {
            SessionId = session.Id,
        };
        try
        {
            return await session.Futures.RunAsync(call, ResultReadings.Sample, cancellationToken);
        }
        catch (TrainerSessionLostException)
        {
            // The model may still be there without what samples from it: nobody is to find it again.
            session.GiveUp();
            throw;
        }
        catch (RequestFailedException failure)
        {
            // Another request may do better where the fault is the server's own.
            throw failure.IsOfServer ? TinkerErrors.Away(failure.Message) : TinkerErrors.Refused(failure.Message, failure);
        }
    }
}
