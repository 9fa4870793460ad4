using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Learning;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Embedded.Sampling;

/// <summary>A policy whose weights nobody changes any more.</summary>
internal sealed class EmbeddedSampler(string path, SoftmaxPolicy policy, DecisionBuilders builders, IBlobStore blobs) : IPolicySampler
{
    public string Path => path;

    public string Format => CandidateCall.Format;

    public PictureTable Pictures { get; } = new();

    public IEpisodeSampler Begin(string task, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        return new EmbeddedEpisode(policy, builders, new TaskText(task), new EpisodeHistory(), temperature);
    }

    public async Task<IEpisodeSampler> ContinueAsync(
        string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        var (text, history) = (new TaskText(task), new EpisodeHistory());
        await RecallAsync(text, history, turns, cancellationToken);
        return new EmbeddedEpisode(policy, builders, text, history, temperature);
    }

    public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
        string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
        RecallAsync(new TaskText(task), new EpisodeHistory(), turns, cancellationToken);

    public Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
        IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken) => Task.Run(
        () => EmbeddedErrors.Translated<IReadOnlyList<ReadOnlyMemory<double>>>(
            () => [.. datums.Select((datum, i) => (ReadOnlyMemory<double>)PolicyScores.Of(policy, datum, i, temperature))]),
        cancellationToken);

    private async Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
        TaskText text, EpisodeHistory history, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken)
    {
        var observations = ImmutableArray.CreateBuilder<ReadOnlyMemory<int>>(turns.Count);
        foreach (var turn in turns)
        {
            observations.Add(turn.Content.TokenIds.IsEmpty ? default : await RecallAsync(text, history, turn, cancellationToken));
        }

        return observations.MoveToImmutable();
    }

    private async Task<ReadOnlyMemory<int>> RecallAsync(TaskText task, EpisodeHistory history, StoredTurn turn, CancellationToken cancellationToken)
    {
        var hash = turn.Content.ElementsBefore ?? throw Unreadable(turn, "it names no elements of the screen, which this policy decides by.");
        var found = await blobs.FindAsync(hash, cancellationToken)
            ?? throw Unreadable(turn, $"the elements of the screen, blob '{hash}', are not stored.");
        StoredScreen stored;
        try
        {
            stored = StoredScreen.Read(found.Content);
        }
        catch (FormatException error)
        {
            throw Unreadable(turn, $"{error.Message}.");
        }

        var screen = stored.Seen();
        return builders.Use(stored.Size(), builder =>
        {
            var decision = builder.Build(task, history, screen);
            if (turn.Content.TokenIds is not [var chosen] || (uint)chosen >= (uint)decision.Count)
            {
                throw Unreadable(
                    turn, $"its tokens are [{string.Join(", ", turn.Content.TokenIds)}], which is none of its {decision.Count} candidates.");
            }

            history.Add(screen, builder.Candidates[chosen]);
            return decision.Tokens;
        });
    }

    private static UnreadableRecordException Unreadable(StoredTurn turn, string reason) =>
        new($"turn {turn.Content.Turn} at state {turn.State}", reason);
}
