using System.Collections.Concurrent;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>A trainer that forgets sessions after an optimizer step, whose answer is lost with them, as often as it is told to.</summary>
internal sealed class ForgetfulTrainer(ITrainer trainer) : ITrainer
{
    private readonly ConcurrentDictionary<string, bool> _forgotten = new();
    private readonly HashSet<int> _at = [];
    private int _steps;

    public string Name => trainer.Name;

    public int Forgotten => _forgotten.Count;

    /// <summary>Forgets the session at these optimizer steps, counted from the first that is asked for.</summary>
    public void ForgetAt(params ReadOnlySpan<int> steps) => _at.UnionWith(steps.ToArray());

    public string? WhyNotHere(TrainerModel model) => trainer.WhyNotHere(model);

    public async Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken) =>
        sessionId is { } lost && _forgotten.ContainsKey(lost)
            ? throw new TrainerSessionLostException(Name, lost)
            : new Session(this, await trainer.OpenAsync(model, sessionId, cancellationToken));

    private sealed class Session(ForgetfulTrainer trainer, ITrainerSession session) : ITrainerSession
    {
        public string Id => session.Id;

        public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
            Known().ForwardBackwardAsync(sequence, request, cancellationToken);

        public async Task<IReadOnlyDictionary<string, double>> StepAsync(long sequence, AdamSettings settings, CancellationToken cancellationToken)
        {
            var answer = await Known().StepAsync(sequence, settings, cancellationToken);
            if (trainer._at.Contains(Interlocked.Increment(ref trainer._steps)))
            {
                trainer._forgotten[Id] = true;
            }

            Known();
            return answer;
        }

        public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) =>
            Known().LoadAsync(sequence, path, withOptimizer, cancellationToken);

        public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) =>
            Known().SaveStateAsync(sequence, name, cancellationToken);

        public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) =>
            Known().SaveSamplerAsync(sequence, name, isKept, cancellationToken);

        public Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
            Known().OpenSamplerAsync(path, cancellationToken);

        public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
            Known().WarmStartAsync(sequence, request, cancellationToken);

        public ValueTask DisposeAsync() => session.DisposeAsync();

        private ITrainerSession Known() =>
            trainer._forgotten.ContainsKey(Id) ? throw new TrainerSessionLostException(trainer.Name, Id) : session;
    }
}
