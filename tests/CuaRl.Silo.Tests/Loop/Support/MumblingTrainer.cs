using System.Collections.Concurrent;
using System.Collections.Immutable;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that only samples, whose policy says what is no call in its first turn; it keeps what it is told then.</summary>
internal sealed class MumblingTrainer(ITrainer trainer) : ITrainer
{
    public const string Mumble = "Let me see.";

    public string Name => trainer.Name;

    /// <summary>What it was told in each turn, in the order of turns.</summary>
    public ConcurrentQueue<string?> Notices { get; } = [];

    public string? WhyNotHere(TrainerModel model) => trainer.WhyNotHere(model);

    public async Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken) =>
        new Session(this, await trainer.OpenAsync(model, sessionId, cancellationToken));

    private sealed class Session(MumblingTrainer trainer, ITrainerSession session) : ITrainerSession
    {
        public string Id => session.Id;

        public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
            session.ForwardBackwardAsync(sequence, request, cancellationToken);

        public Task<IReadOnlyDictionary<string, double>> StepAsync(long sequence, AdamSettings settings, CancellationToken cancellationToken) =>
            session.StepAsync(sequence, settings, cancellationToken);

        public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) =>
            session.LoadAsync(sequence, path, withOptimizer, cancellationToken);

        public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) =>
            session.SaveStateAsync(sequence, name, cancellationToken);

        public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) =>
            session.SaveSamplerAsync(sequence, name, isKept, cancellationToken);

        public async Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
            new Sampler(trainer, await session.OpenSamplerAsync(path, cancellationToken));

        public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
            session.WarmStartAsync(sequence, request, cancellationToken);

        public ValueTask DisposeAsync() => session.DisposeAsync();
    }

    private sealed class Sampler(MumblingTrainer trainer, IPolicySampler sampler) : IPolicySampler
    {
        public string Path => sampler.Path;

        public string Format => sampler.Format;

        public PictureTable Pictures => sampler.Pictures;

        public IEpisodeSampler Begin(string task, double temperature) => new Episode(trainer, sampler.Begin(task, temperature));

        public async Task<IEpisodeSampler> ContinueAsync(
            string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
            new Episode(trainer, await sampler.ContinueAsync(task, temperature, turns, cancellationToken));

        public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
            string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
            sampler.RecallAsync(task, turns, cancellationToken);

        public Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
            IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken) =>
            sampler.ScoreAsync(datums, pictures, temperature, cancellationToken);
    }

    private sealed class Episode(MumblingTrainer trainer, IEpisodeSampler episode) : IEpisodeSampler
    {
        private int _turns;

        public async Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
        {
            trainer.Notices.Enqueue(notice);
            var turn = await episode.SampleAsync(view, notice, seed, cancellationToken);
            return _turns++ == 0 ? turn with { Response = Mumble } : turn;
        }
    }
}
