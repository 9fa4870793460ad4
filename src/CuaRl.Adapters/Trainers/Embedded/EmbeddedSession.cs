using CuaRl.Adapters.Trainers.Embedded.Checkpoints;
using CuaRl.Adapters.Trainers.Embedded.Sampling;
using CuaRl.Core.Learning;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Embedded;

/// <summary>A policy in training in this process. Requests that meet are taken one after the other.</summary>
internal sealed class EmbeddedSession : ITrainerSession
{
    private readonly EmbeddedTrainer _trainer;
    private readonly PolicyShape _shape;
    private readonly RecentSamplers _samplers;
    private readonly RecentAnswers _answers = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private PolicyLearner _learner;

    public EmbeddedSession(EmbeddedTrainer trainer, TrainerModel model, string id)
    {
        (_trainer, Model, Id, _shape) = (trainer, model, id, PolicyModels.Find(model.ModelName));
        _samplers = new RecentSamplers(model.TrainingId, id);
        _learner = new PolicyLearner(_shape, (ulong)model.Seed);
    }

    public string Id { get; }

    public TrainerModel Model { get; }

    public Task<GradientResult> ForwardBackwardAsync(long sequence, GradientRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(sequence, "a gradient", () =>
        {
            if (!double.IsFinite(request.Temperature) || request.Temperature <= 0)
            {
                throw EmbeddedErrors.Refused($"temperature {request.Temperature} is none that can be trained at; sample above 0");
            }

            Require(request.Loss.Problems());
            var loss = _learner.Add(request.Datums, request.Loss, request.Temperature);
            return new GradientResult(
                [.. Enumerable.Range(0, request.Datums.Count).Select(i => loss.LogProbabilities.Slice(i, 1))], loss.Metrics);
        }, cancellationToken);

    public Task<IReadOnlyDictionary<string, double>> StepAsync(
        long sequence, AdamSettings settings, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyDictionary<string, double>>(sequence, "a step", () =>
        {
            Require(settings.Problem() is { } problem ? [problem] : []);
            return new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["optim/grad_norm"] = _learner.Step(settings),
                ["optim/lr"] = settings.LearningRate,
            };
        }, cancellationToken);

    public Task LoadAsync(long sequence, string path, bool withOptimizer, CancellationToken cancellationToken) =>
        AnswerAsync(sequence, "a load", () =>
        {
            var bytes = _trainer.Files.Read(CheckpointPath.Parse(path));
            var checkpoint = PolicyCheckpoint.Read(bytes, _shape, weightsOnly: !withOptimizer);
            _learner = !withOptimizer || checkpoint.Optimizer is not null
                ? new PolicyLearner(checkpoint)
                : throw EmbeddedErrors.Refused($"the checkpoint {path} holds weights without an optimizer; load it without one");
            return path;
        }, cancellationToken);

    public Task<string> SaveStateAsync(long sequence, string name, CancellationToken cancellationToken) =>
        AnswerAsync(sequence, "a save", () => Save(CheckpointPath.States, name, _learner.ToCheckpoint()), cancellationToken);

    public Task<string> SaveSamplerAsync(long sequence, string name, bool isKept, CancellationToken cancellationToken) =>
        AnswerAsync(sequence, "a save of a sampler", () =>
        {
            var policy = _learner.Policy.Copy();
            var path = isKept ? Save(CheckpointPath.Samplers, name, new PolicyCheckpoint(policy, null)) : _samplers.PathOf(name);
            _samplers.Add(path, policy);
            return path;
        }, cancellationToken);

    public Task<IPolicySampler> OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
        InTurnAsync<IPolicySampler>(() =>
        {
            var policy = _samplers.Find(path)
                ?? PolicyCheckpoint.Read(_trainer.Files.Read(CheckpointPath.Parse(path)), _shape, weightsOnly: true).Policy;
            return new EmbeddedSampler(path, policy, _trainer.BuildersOf(_shape), _trainer.Blobs);
        }, cancellationToken);

    public Task<WarmStartResult> WarmStartAsync(long sequence, WarmStartRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(sequence, "a warm start", () =>
        {
            var adam = new AdamSettings { LearningRate = request.LearningRate };
            Require(adam.Problem() is { } problem ? [problem] : []);
            if (_learner.Steps > 0)
            {
                throw EmbeddedErrors.Refused($"a warm start comes before the first step, and {_learner.Steps} were taken; begin a new session");
            }

            var cloned = Cloning.Run(
                _learner, request.Tasks,
                new CloningOptions { Seed = request.Seed, UpTo = request.UpTo, Adam = adam, Threads = Environment.ProcessorCount },
                cancellationToken);
            _learner = cloned.Learner;
            return new WarmStartResult(cloned.Demonstrations, cloned.Steps, cloned.Success);
        }, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _trainer.LetGo(this);
        return default;
    }

    private static void Require(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw EmbeddedErrors.Refused(string.Join("; ", problems));
        }
    }

    private string Save(string folder, string name, PolicyCheckpoint checkpoint)
    {
        var path = CheckpointPath.Of(Model.TrainingId, folder, name);
        _trainer.Files.Write(path, checkpoint.Write());
        return path.ToString();
    }

    /// <summary>A request that fails is none that was answered: it changed nothing and may be sent again.</summary>
    private Task<T> AnswerAsync<T>(long sequence, string request, Func<T> work, CancellationToken cancellationToken)
        where T : notnull => InTurnAsync(() =>
        {
            if (_answers.Find(sequence, request) is { } known)
            {
                return (T)known;
            }

            var answer = work();
            _answers.Keep(sequence, request, answer);
            return answer;
        }, cancellationToken);

    /// <summary>On a thread of the pool: some of it takes seconds, and callers have other things to do.</summary>
    private async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => EmbeddedErrors.Translated(work), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }
}
