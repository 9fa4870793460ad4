using System.Collections.Concurrent;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that only samples, whose policy says what is no call in its first turn; it keeps what it is told then.</summary>
internal sealed class MumblingTrainer(ITrainer trainer) : PassingTrainer(trainer)
{
    public const string Mumble = "Let me see.";

    /// <summary>What it was told in each turn, in the order of turns.</summary>
    public ConcurrentQueue<string?> Notices { get; } = [];

    protected override ITrainerSession Around(ITrainerSession session) => new Session(this, session);

    private sealed class Session(MumblingTrainer trainer, ITrainerSession session) : PassingSession(session)
    {
        protected override IEpisodeSampler Around(IEpisodeSampler episode) => new Episode(trainer, episode);
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
