using System.Collections.Concurrent;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that forgets sessions after an optimizer step, whose answer is lost with them, as often as it is told to.</summary>
internal sealed class ForgetfulTrainer(ITrainer trainer) : PassingTrainer(trainer)
{
    private readonly ConcurrentDictionary<string, bool> _forgotten = new();
    private readonly HashSet<int> _at = [];
    private int _steps;

    public int Forgotten => _forgotten.Count;

    /// <summary>Forgets the session at these optimizer steps, counted from the first that is asked for.</summary>
    public void ForgetAt(params ReadOnlySpan<int> steps) => _at.UnionWith(steps.ToArray());

    public override Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken) =>
        sessionId is { } lost && _forgotten.ContainsKey(lost)
            ? throw new TrainerSessionLostException(Name, lost)
            : base.OpenAsync(model, sessionId, cancellationToken);

    protected override ITrainerSession Around(ITrainerSession session) => new Session(this, session);

    private sealed class Session(ForgetfulTrainer trainer, ITrainerSession session) : PassingSession(session)
    {
        protected override ITrainerSession Inner =>
            trainer._forgotten.ContainsKey(Id) ? throw new TrainerSessionLostException(trainer.Name, Id) : base.Inner;

        public override async Task<IReadOnlyDictionary<string, double>> StepAsync(
            long sequence, AdamSettings settings, CancellationToken cancellationToken)
        {
            var answer = await base.StepAsync(sequence, settings, cancellationToken);
            if (trainer._at.Contains(Interlocked.Increment(ref trainer._steps)))
            {
                trainer._forgotten[Id] = true;
            }

            _ = Inner;
            return answer;
        }
    }
}
