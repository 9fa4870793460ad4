using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Chat;

/// <summary>Samples by the OpenAI-compatible route: words without tokens, which nothing can be trained on.</summary>
internal sealed class ChatSampler(TinkerFutures futures, string model, ChatPrompt prompt) : IPolicySampler
{
    public string Path => model;

    public string Format => prompt.Format;

    public PictureTable Pictures { get; } = new();

    public IEpisodeSampler Begin(string task, double temperature) => new ChatEpisode(futures, model, prompt, task, temperature);

    /// <summary>Nothing is branched that is not trained on.</summary>
    public Task<IEpisodeSampler> ContinueAsync(
        string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) => throw ChatSession.NoTokens();

    /// <summary>Nothing is trained on what it sampled, so that nobody needs the tokens of it.</summary>
    public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
        string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
        Task.FromResult(turns.Select(_ => default(ReadOnlyMemory<int>)).ToImmutableArray());

    public Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
        IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken) =>
        throw ChatSession.NoTokens();
}
