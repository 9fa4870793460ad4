using System.Collections.Concurrent;
using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.Adapters.Trainers.Embedded.Sampling;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>
/// Trains softmax policies over the elements of a screen in this process. A session ends with the process, and some time after the
/// last driver let it go: the last few are kept for one that takes over.
/// </summary>
internal sealed class EmbeddedTrainer(CheckpointFiles files, IBlobStore blobs, IIdGenerator ids) : ITrainer
{
    public const string TrainerName = "embedded";

    private const int MostIdle = 4;

    private readonly Dictionary<string, Held> _sessions = new(StringComparer.Ordinal);
    private readonly List<string> _idle = [];
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<int, DecisionBuilders> _builders = new();

    public string Name => TrainerName;

    public CheckpointFiles Files => files;

    public IBlobStore Blobs => blobs;

    public string? WhyNotHere(TrainerModel model) => null;

    public Task<ITrainerSession> OpenAsync(TrainerModel model, string? sessionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PolicyModels.Problem(model.ModelName) is { } problem)
        {
            throw EmbeddedErrors.Refused(problem);
        }

        return Task.FromResult<ITrainerSession>(EmbeddedErrors.Translated(() => sessionId is null ? Begin(model) : Resume(model, sessionId)));
    }

    /// <summary>What makes decisions for policies of a shape.</summary>
    public DecisionBuilders BuildersOf(PolicyShape shape) =>
        _builders.GetOrAdd(shape.FeatureBits, static bits => new DecisionBuilders(bits));

    /// <summary>One driver less has the session.</summary>
    public void LetGo(EmbeddedSession session)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(session.Id, out var held) || held.Drivers == 0)
            {
                return;
            }

            _sessions[session.Id] = held with { Drivers = held.Drivers - 1 };
            if (held.Drivers == 1)
            {
                _idle.Add(session.Id);
            }

            if (_idle.Count > MostIdle)
            {
                _sessions.Remove(_idle[0]);
                _idle.RemoveAt(0);
            }
        }
    }

    private EmbeddedSession Begin(TrainerModel model)
    {
        CheckpointPath.Checked(model.TrainingId, "id of a training");
        var session = new EmbeddedSession(this, model, $"{TrainerName}-{ids.NewId()}");
        lock (_gate)
        {
            _sessions.Add(session.Id, new Held(session, 1));
        }

        return session;
    }

    private EmbeddedSession Resume(TrainerModel model, string sessionId)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(sessionId, out var held))
            {
                throw new TrainerSessionLostException(TrainerName, sessionId);
            }

            var own = held.Session.Model;
            if ((own.TrainingId, own.ModelName) != (model.TrainingId, model.ModelName))
            {
                throw EmbeddedErrors.Refused(
                    $"session '{sessionId}' trains {own.ModelName} for training '{own.TrainingId}', not {model.ModelName} for '{model.TrainingId}'");
            }

            _idle.Remove(sessionId);
            _sessions[sessionId] = held with { Drivers = held.Drivers + 1 };
            return held.Session;
        }
    }

    private readonly record struct Held(EmbeddedSession Session, int Drivers);
}
