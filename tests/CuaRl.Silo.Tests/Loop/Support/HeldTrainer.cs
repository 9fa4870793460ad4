using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that a test holds up before a turn is sampled and before an optimizer step, by which driver asks.</summary>
internal sealed class HeldTrainer(ITrainer trainer) : PassingTrainer(trainer)
{
    private int _opened;
    private int _closed;

    /// <summary>What comes before each turn; it is told the driver's number and the turn's.</summary>
    public Func<int, int, CancellationToken, Task> BeforeTurn { get; set; } = (_, _, _) => Task.CompletedTask;

    /// <summary>What comes before each optimizer step; it is told the driver's number.</summary>
    public Func<int, CancellationToken, Task> BeforeStep { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>How many drivers came: each has the number of those that had come by then.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How many of them let go.</summary>
    public int Closed => Volatile.Read(ref _closed);

    protected override ITrainerSession Around(ITrainerSession session) => new Session(this, Interlocked.Increment(ref _opened), session);

    private sealed class Session(HeldTrainer trainer, int driver, ITrainerSession session) : PassingSession(session)
    {
        public override async Task<IReadOnlyDictionary<string, double>> StepAsync(
            long sequence, AdamSettings settings, CancellationToken cancellationToken)
        {
            await trainer.BeforeStep(driver, cancellationToken);
            return await base.StepAsync(sequence, settings, cancellationToken);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Interlocked.Increment(ref trainer._closed);
        }

        protected override IEpisodeSampler Around(IEpisodeSampler episode) => new Episode(trainer, driver, episode);
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
