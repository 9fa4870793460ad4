using System.Collections.Immutable;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that passes all on to another one, but for what a test makes of it.</summary>
internal abstract class PassingTrainer(ITrainer trainer) : ITrainer
{
    public string Name => trainer.Name;

    public string? WhyNotHere(TrainerModel model) => trainer.WhyNotHere(model);

    public virtual async Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken) =>
        Around(await trainer.OpenAsync(model, sessionId, cancellationToken));

    protected abstract ITrainerSession Around(ITrainerSession session);
}

internal abstract class PassingSession(ITrainerSession session) : ITrainerSession
{
    public string Id => session.Id;

    /// <summary>The session, as each call asks for it.</summary>
    protected virtual ITrainerSession Inner => session;

    public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
        Inner.ForwardBackwardAsync(sequence, request, cancellationToken);

    public virtual Task<IReadOnlyDictionary<string, double>> StepAsync(
        long sequence, AdamSettings settings, CancellationToken cancellationToken) => Inner.StepAsync(sequence, settings, cancellationToken);

    public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) =>
        Inner.LoadAsync(sequence, path, withOptimizer, cancellationToken);

    public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) =>
        Inner.SaveStateAsync(sequence, name, cancellationToken);

    public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) =>
        Inner.SaveSamplerAsync(sequence, name, isKept, cancellationToken);

    public async Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
        new Sampler(this, await Inner.OpenSamplerAsync(path, cancellationToken));

    public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
        Inner.WarmStartAsync(sequence, request, cancellationToken);

    public virtual ValueTask DisposeAsync() => session.DisposeAsync();

    protected virtual IEpisodeSampler Around(IEpisodeSampler episode) => episode;

    private sealed class Sampler(PassingSession session, IPolicySampler sampler) : IPolicySampler
    {
        public string Path => sampler.Path;

        public string Format => sampler.Format;

        public PictureTable Pictures => sampler.Pictures;

        public IEpisodeSampler Begin(string task, double temperature) => session.Around(sampler.Begin(task, temperature));

        public async Task<IEpisodeSampler> ContinueAsync(
            string task, double temperature, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
            session.Around(await sampler.ContinueAsync(task, temperature, turns, cancellationToken));

        public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
            string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
            sampler.RecallAsync(task, turns, cancellationToken);

        public Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
            IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken) =>
            sampler.ScoreAsync(datums, pictures, temperature, cancellationToken);
    }
}
