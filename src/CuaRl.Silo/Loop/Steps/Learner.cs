using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>
/// The policy in training, at one step after the other. Each request to the trainer has a number that follows from what is stored, so
/// that a driver that takes over asks for the same again; steps that a lost session had taken are taken again from their records.
/// </summary>
internal sealed class Learner : IAsyncDisposable
{
    private readonly LoopConfiguration _settings;
    private readonly ITrainerSession _session;
    private readonly Driver _driver;
    private readonly Outages _outages;
    private long _sequence;
    private IPolicySampler? _reference;

    private Learner(
        LoopConfiguration settings, ITrainerSession session, Driver driver, Outages outages, int step, long sequence)
    {
        (_settings, _session, _driver, _outages) = (settings, session, driver, outages);
        (Step, _sequence) = (step, sequence);
    }

    /// <summary>The step whose policy this is: how many were taken.</summary>
    public int Step { get; private set; }

    /// <summary>The trainer's session.</summary>
    public string SessionId => _session.Id;

    /// <summary>What samples from the policy as it is now; only once it is published.</summary>
    public IPolicySampler Sampler { get; private set; } = null!;

    /// <summary>A policy before its first request.</summary>
    public static Learner Of(LoopConfiguration settings, ITrainerSession session, Driver driver, Outages outages) =>
        new(settings, session, driver, outages, step: 0, sequence: 1);

    /// <summary>Goes on where an earlier driver stood, once its sampler is opened.</summary>
    public static Learner At(
        LoopConfiguration settings, ITrainerSession session, Driver driver, Outages outages, TrainerCursor cursor) =>
        new(settings, session, driver, outages, cursor.Step, cursor.Sequence);

    /// <summary>Becomes what was saved.</summary>
    public Task LoadAsync(string path, bool withOptimizer, CancellationToken cancellationToken) => AskAsync(
        async sequence =>
        {
            await _session.LoadAsync(sequence, path, withOptimizer, cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<WarmStartResult> WarmStartAsync(WarmStartRequest request, CancellationToken cancellationToken) =>
        AskAsync(sequence => _session.WarmStartAsync(sequence, request, cancellationToken), cancellationToken);

    /// <summary>Saves the policy with its optimizer.</summary>
    /// <returns>The path.</returns>
    public Task<string> SaveStateAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(sequence => _session.SaveStateAsync(sequence, name, cancellationToken), cancellationToken);

    /// <summary>Has the policy sampled from as it is now.</summary>
    public async Task PublishAsync(string name, bool isKept, CancellationToken cancellationToken)
    {
        var path = await AskAsync(
            sequence => _session.SaveSamplerAsync(sequence, name, isKept, cancellationToken), cancellationToken);
        await OpenSamplerAsync(path, cancellationToken);
    }

    /// <summary>Takes a step: one or several optimizer steps over its datums.</summary>
    /// <param name="trajectories">What is trained on.</param>
    /// <param name="pictures">The pictures in it.</param>
    /// <param name="afterSubstep">Is told how many are done, of how many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<StepUpdate> TrainAsync(
        IReadOnlyList<Trajectory> trajectories, PictureTable pictures, Func<int, int, Task> afterSubstep,
        CancellationToken cancellationToken)
    {
        var update = new StepUpdate(_settings.Loss);
        IReadOnlyList<TrainingDatum> datums = DatumAssembly.Assemble(trajectories, pictures);
        if (_reference is not null && datums.Count > 0)
        {
            (datums, var divergence) = await PenalizedAsync(datums, pictures, cancellationToken);
            update.AddReference(divergence);
        }

        var parts = datums.Count == 0 ? [] : Substeps.Split(datums.Count, _settings.NumSubsteps);
        for (var i = 0; i < parts.Length; i++)
        {
            TrainingDatum[] part = [.. datums.Take(parts[i])];
            var gradient = await AskAsync(
                sequence => _session.ForwardBackwardAsync(
                    sequence, new GradientRequest(part, pictures, _settings.Loss, _settings.Temperature), cancellationToken),
                cancellationToken);
            var metrics = await AskAsync(
                sequence => _session.StepAsync(
                    sequence, new AdamSettings { LearningRate = _settings.LearningRate }, cancellationToken),
                cancellationToken);
            update.Add(part, gradient, metrics);
            await afterSubstep(i + 1, parts.Length);
        }

        return update;
    }

    /// <summary>How far the policy as it is published now is from the one that sampled a step (compute_post_kl).</summary>
    public async Task AddMovedAsync(StepUpdate update, IReadOnlyList<Trajectory> trajectories, PictureTable pictures, CancellationToken cancellationToken)
    {
        var datums = DatumAssembly.Assemble(trajectories, pictures);
        update.AddMoved(datums, await ScoreAsync(Sampler, datums, pictures, cancellationToken));
    }

    /// <summary>Draws the policy to weights of a path from now on (kl_penalty_coef).</summary>
    public async Task ReferToAsync(string path, CancellationToken cancellationToken) => _reference = await _outages.OutlastAsync(
        () => _session.OpenSamplerAsync(path, cancellationToken), cancellationToken);

    /// <summary>Is at a step now. Where its requests begin is stored before the first of them is sent.</summary>
    public Task AdvanceAsync(int step, CancellationToken cancellationToken)
    {
        Step = step;
        return _driver.NoteAsync(
            new TrainerCursor { SessionId = _session.Id, Step = step, Sequence = _sequence, SamplerPath = Sampler.Path }, cancellationToken);
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task<(IReadOnlyList<TrainingDatum> Datums, double Divergence)> PenalizedAsync(
        IReadOnlyList<TrainingDatum> datums, PictureTable pictures, CancellationToken cancellationToken) => KlPenalty.Apply(
        datums, await ScoreAsync(_reference!, datums, pictures, cancellationToken), _settings.KlPenaltyCoefficient, _settings.KlDiscountFactor);

    private Task<IReadOnlyList<ReadOnlyMemory<double>>> ScoreAsync(
        IPolicySampler sampler, IReadOnlyList<TrainingDatum> datums, PictureTable pictures, CancellationToken cancellationToken) =>
        _outages.OutlastAsync(() => sampler.ScoreAsync(datums, pictures, _settings.Temperature, cancellationToken), cancellationToken);

    /// <summary>Samples from weights that were published before.</summary>
    public async Task OpenSamplerAsync(string path, CancellationToken cancellationToken) =>
        Sampler = await _outages.OutlastAsync(() => _session.OpenSamplerAsync(path, cancellationToken), cancellationToken);

    private async Task<T> AskAsync<T>(Func<long, Task<T>> ask, CancellationToken cancellationToken)
    {
        var answer = await _outages.OutlastAsync(() => ask(_sequence), cancellationToken);
        _sequence += answer is GradientResult { Numbers: var numbers } ? numbers : 1;
        return answer;
    }
}
