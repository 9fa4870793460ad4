using System.Collections.Immutable;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that a test holds up before a turn is sampled and before an optimizer step, by which driver asks.</summary>
internal sealed class HeldTrainer(ITrainer trainer) : ITrainer
{
    private int _opened;
    private int _closed;

    public string Name => trainer.Name;

    /// <summary>What comes before each turn; it is told the driver's number and the turn's.</summary>
    public Func<int, int, CancellationToken, Task> BeforeTurn { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>What comes before each optimizer step; it is told the driver's number.</summary>
    public Func<int, CancellationToken, Task> BeforeStep { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How many drivers came: each has the number of those that had come by then.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How many of them let go.</summary>
    public int Closed => Volatile.Read(ref _closed);

    public async Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken)
    {
        var session = await trainer.OpenAsync(model, sessionId, cancellationToken);
        return new Session(this, Interlocked.Increment(ref _opened), session);
    }

    private sealed class Session(HeldTrainer trainer, int driver, ITrainerSession session) : ITrainerSession
    {
        public string Id => session.Id;

        public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
            session.ForwardBackwardAsync(sequence, request, cancellationToken);

        public async Task<IReadOnlyDictionary<string, double>> StepAsync(
            long sequence, AdamSettings settings, CancellationToken cancellationToken)
        {
            await trainer.BeforeStep(driver, cancellationToken);
            return await session.StepAsync(sequence, settings, cancellationToken);
        }

        public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) =>
            session.LoadAsync(sequence, path, withOptimizer, cancellationToken);

        public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) =>
            session.SaveStateAsync(sequence, name, cancellationToken);

        public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) =>
            session.SaveSamplerAsync(sequence, name, isKept, cancellationToken);

        public async Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
            new Sampler(trainer, driver, await session.OpenSamplerAsync(path, cancellationToken));

        public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
            session.WarmStartAsync(sequence, request, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await session.DisposeAsync();
            Interlocked.Increment(ref trainer._closed);
        }
    }

    private sealed class Sampler(HeldTrainer trainer, int driver, IPolicySampler sampler) : IPolicySampler
    {
        public string Path => sampler.Path;

        public string Format => sampler.Format;

        public PictureTable Pictures => sampler.Pictures;

        public IEpisodeSampler Begin(string task, double temperature) => new Episode(trainer, driver, sampler.Begin(task, temperature));

        public Task<ImmutableArray<ReadOnlyMemory<int>>> RecallAsync(
            string task, IReadOnlyList<StoredTurn> turns, CancellationToken cancellationToken) =>
            sampler.RecallAsync(task, turns, cancellationToken);

        public Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
            IReadOnlyList<TrainingDatum> datums, PictureTable pictures, double temperature, CancellationToken cancellationToken) =>
            sampler.ScoreAsync(datums, pictures, temperature, cancellationToken);
    }

    private sealed class Episode(HeldTrainer trainer, int driver, IEpisodeSampler episode) : IEpisodeSampler
    {
        private int _turn;

        public async Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
        {
            await trainer.BeforeTurn(driver, ++_turn, cancellationToken);
            return await episode.SampleAsync(view, notice, seed, cancellationToken);
        }
    }
}
