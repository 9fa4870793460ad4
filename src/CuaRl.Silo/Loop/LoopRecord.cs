using System.Runtime.InteropServices;
using System.Text.Json;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Http;
using CuaRl.Silo.Loop.Steps;

namespace CuaRl.Silo.Loop;

/// <summary>What the loop says of a training, in the training's own record.</summary>
internal sealed class LoopRecord(
    TrainingInfo training, LoopConfiguration settings, Driver driver, IGrainFactory grains, Patience patience)
{
    private readonly ITrainingGrain _training = grains.GetTraining(training.Id);
    private readonly List<double?> _mixes = [];
    private int _evalTasks;
    private string? _warning;

    /// <summary>What the training does, as its record says when nothing holds it up.</summary>
    private string? _doing;

    /// <summary>How many steps there will be.</summary>
    public int EndStep { get; private set; }

    /// <summary>Whether it goes on from a step of another training, and so has no beginning of its own.</summary>
    public bool IsBranch => training.Origin is not null;

    /// <exception cref="ConfigurationException">It is a branch behind the last step.</exception>
    public async Task BeginAsync(int steps, int evalTasks, CancellationToken cancellationToken)
    {
        if (training.Origin is { } origin && steps <= origin.Step + 1)
        {
            throw new ConfigurationException(
                $"the training {training.RunName} branched off after step {origin.Step}, and its tasks make {steps} steps in all, so none is "
                + "left: branch again with more epochs, or at an earlier step");
        }

        (EndStep, _evalTasks) = (steps, evalTasks);
        await patience.RepeatAsync(_training.Begin, cancellationToken);
        await ReportAsync(new TrainingReport { TotalSteps = steps, EvalTasks = evalTasks }, cancellationToken);
    }

    public async Task EndAsync(string? message, CancellationToken cancellationToken) =>
        await patience.RepeatAsync(() => _training.Complete(message), cancellationToken);

    public Task SayAsync(string message, CancellationToken cancellationToken) =>
        ReportAsync(new TrainingReport { StatusMessage = message }, cancellationToken);

    /// <summary>Says what holds the training up; null when nothing does any more.</summary>
    public Task SayOutageAsync(string? message, CancellationToken cancellationToken) =>
        patience.RepeatAsync(() => _training.Report(new TrainingReport { StatusMessage = message ?? _doing }), cancellationToken);

    /// <summary>A step as it is recorded; null for one that was never started.</summary>
    public Task<BatchInfo?> FindStepAsync(int step, CancellationToken cancellationToken) => FindAsync(SourceType.Step, step, cancellationToken);

    /// <summary>The latest completed step with a saved state; null for none.</summary>
    public Task<BatchInfo?> FindLatestSavedAsync(CancellationToken cancellationToken) => patience.RepeatAsync(
        () => grains.GetTrainingCatalog().FindLatestStep(training.Id, cancellationToken), cancellationToken);

    /// <summary>The warm start as it is recorded; null for none.</summary>
    public Task<BatchInfo?> FindWarmStartAsync(CancellationToken cancellationToken) => FindAsync(SourceType.WarmStart, 0, cancellationToken);

    public async Task<bool> IsDoneAsync(SourceType source, int step, CancellationToken cancellationToken) =>
        await FindAsync(source, step, cancellationToken) is { Status: BatchStatus.Completed };

    public async Task<BatchInfo> StartWarmStartAsync(string modelPath, CancellationToken cancellationToken)
    {
        await ReportAsync(
            new TrainingReport { Phase = TrainingPhase.Training, StatusMessage = "learning from demonstrations" }, cancellationToken);
        return (await StartAsync(SourceType.WarmStart, 0, modelPath, 0, 1, cancellationToken)).Batch;
    }

    public Task CompleteWarmStartAsync(BatchInfo batch, string state, IReadOnlyDictionary<string, double> figures, CancellationToken cancellationToken) =>
        CompleteAsync(batch, new BatchResult { CheckpointPath = state, Metrics = Json(figures) }, cancellationToken);

    /// <summary>The training is at a step now.</summary>
    public async Task TellStepAsync(int step, CancellationToken cancellationToken)
    {
        await RecallMixesAsync(step, cancellationToken);
        await ReportAsync(
            new TrainingReport { Phase = TrainingPhase.Rollout, StatusMessage = _warning ?? $"step {step} of {EndStep}" }, cancellationToken);
    }

    public async Task<StartedBatch> StartStepAsync(int step, string modelPath, int groups, CancellationToken cancellationToken)
    {
        var (batch, isTakenUp) = await StartAsync(
            SourceType.Step, step, modelPath, groups, settings.GroupSize + settings.BranchRollouts, cancellationToken);
        return new StartedBatch(
            batch.Status is BatchStatus.Training or BatchStatus.Completed
                ? batch
                : await ReportAsync(batch, new BatchReport { Status = BatchStatus.RolloutRunning }, cancellationToken),
            isTakenUp);
    }

    public async Task<StartedBatch> StartEvaluationAsync(
        SourceType source, int step, string modelPath, CancellationToken cancellationToken)
    {
        await ReportAsync(
            new TrainingReport { Phase = TrainingPhase.Evaluation, StatusMessage = $"evaluation before step {step} of {EndStep}" },
            cancellationToken);
        var (batch, isTakenUp) = await StartAsync(source, step, modelPath, _evalTasks, settings.EvalGroupSize, cancellationToken);
        return new StartedBatch(
            await ReportAsync(batch, new BatchReport { Status = BatchStatus.Running }, cancellationToken), isTakenUp);
    }

    /// <summary>Stores what a step trains on; what is stored already stays.</summary>
    public async Task<BatchInfo> FixAsync(BatchInfo batch, StepBatch planned, CancellationToken cancellationToken)
    {
        var known = await DescribeAsync(batch, cancellationToken);
        if (known.TrainedOn is not null)
        {
            return known;
        }

        await ReportAsync(new TrainingReport { Phase = TrainingPhase.Training }, cancellationToken);
        var fix = new BatchReport { Status = BatchStatus.Training, TrainedOn = JsonText.FromUtf8(planned.Write()) };
        return await UnlessDoneAsync(
            batch, fixedBefore => fixedBefore.TrainedOn is not null, () => ReportAsync(batch, fix, cancellationToken), cancellationToken);
    }

    /// <summary>An optimizer step of a step is taken. Steps of one say so at their end; one that was completed before has said it.</summary>
    public Task SubstepAsync(BatchInfo batch, int done, int of, CancellationToken cancellationToken) => of == 1 || batch.Status is BatchStatus.Completed
        ? Task.CompletedTask
        : UnlessCompletedAsync(
            batch, () => ReportAsync(batch, new BatchReport { CompletedSubsteps = done, TotalSubsteps = of }, cancellationToken), cancellationToken);

    public async Task CompleteStepAsync(
        BatchInfo batch, StepFigures figures, string modelPath, string? state, CancellationToken cancellationToken)
    {
        var completed = await CompleteAsync(
            batch,
            new BatchResult
            {
                Loss = figures.Loss,
                KlDivergence = figures.KlDivergence,
                PolicyGradientNorm = figures.GradientNorm,
                NumTokens = figures.Tokens,
                ModelPath = modelPath,
                CheckpointPath = state,
                Metrics = Json(figures.Metrics),
                StatusMessage = figures.Message,
            },
            cancellationToken);
        NoteMix(completed);

        // A step that was completed before is no news to whoever took the training over.
        await patience.RepeatAsync(driver.RequireAsync, cancellationToken);
        await ReportAsync(new TrainingReport { CurrentStep = batch.Request.Step, StatusMessage = _warning }, cancellationToken);
    }

    /// <summary>A training whose groups nearly all have equal rewards is warned; of steps before this drive the record tells.</summary>
    private async Task RecallMixesAsync(int step, CancellationToken cancellationToken)
    {
        if (_mixes.Count == 0)
        {
            for (var before = Math.Max(0, step - MixWarning.Steps); before < step; before++)
            {
                NoteMix(await FindStepAsync(before, cancellationToken));
            }
        }
    }

    private void NoteMix(BatchInfo? step)
    {
        _mixes.Add(step?.Statistics?.FractionMixed);
        _warning = MixWarning.Of(CollectionsMarshal.AsSpan(_mixes));
    }

    public Task CompleteEvaluationAsync(BatchInfo batch, IReadOnlyDictionary<string, double> figures, CancellationToken cancellationToken) =>
        CompleteAsync(batch, new BatchResult { Metrics = Json(figures) }, cancellationToken);

    private static JsonText Json(IReadOnlyDictionary<string, double> figures) =>
        JsonText.FromUtf8(JsonSerializer.SerializeToUtf8Bytes(
            new SortedDictionary<string, double>(
                figures.Where(figure => double.IsFinite(figure.Value)).ToDictionary(), StringComparer.Ordinal),
            LoopJson.Default.SortedDictionaryStringDouble));

    /// <summary>A batch that was started before stays as it is: the weights that it names may have another path in a new session.</summary>
    private async Task<StartedBatch> StartAsync(
        SourceType source, int step, string modelPath, int groups, int groupSize, CancellationToken cancellationToken)
    {
        if (await FindAsync(source, step, cancellationToken) is { } known)
        {
            return new StartedBatch(
                known.Status is BatchStatus.Failed or BatchStatus.Cancelled
                    ? await patience.RepeatAsync(() => grains.GetBatch(known.Id).Reopen(), cancellationToken)
                    : known,
                IsTakenUp: true);
        }

        return new StartedBatch(
            await patience.RepeatAsync(
                () => _training.StartBatch(new BatchRequest
                {
                    SourceType = source, Step = step, ModelPath = modelPath, NumGroups = groups, GroupSize = groupSize,
                }),
                cancellationToken),
            IsTakenUp: false);
    }

    private Task<BatchInfo?> FindAsync(SourceType source, int step, CancellationToken cancellationToken) => patience.FindAsync(
        () => grains.GetBatch(RecordIds.Batch(training.Id, Words<SourceType>.Of(source), step)).Describe(), cancellationToken);

    private Task<BatchInfo> ReportAsync(BatchInfo batch, BatchReport report, CancellationToken cancellationToken) =>
        patience.RepeatAsync(() => grains.GetBatch(batch.Id).Report(report), cancellationToken);

    private Task<TrainingInfo> ReportAsync(TrainingReport report, CancellationToken cancellationToken)
    {
        _doing = report.StatusMessage ?? _doing;
        return patience.RepeatAsync(() => _training.Report(report), cancellationToken);
    }

    /// <summary>A batch that an earlier driver completed has its result already, even if it did so only just now.</summary>
    private Task<BatchInfo> CompleteAsync(BatchInfo batch, BatchResult result, CancellationToken cancellationToken) =>
        batch.Status is BatchStatus.Completed
            ? Task.FromResult(batch)
            : UnlessCompletedAsync(
                batch, () => patience.RepeatAsync(() => grains.GetBatch(batch.Id).Complete(result), cancellationToken), cancellationToken);

    private Task<BatchInfo> UnlessCompletedAsync(BatchInfo batch, Func<Task<BatchInfo>> move, CancellationToken cancellationToken) =>
        UnlessDoneAsync(batch, known => known.Status is BatchStatus.Completed, move, cancellationToken);

    /// <summary>No token fences batches: a driver that stood still may do the same, by the same record, on its way out.</summary>
    private async Task<BatchInfo> UnlessDoneAsync(
        BatchInfo batch, Func<BatchInfo, bool> isDone, Func<Task<BatchInfo>> move, CancellationToken cancellationToken)
    {
        try
        {
            return await move();
        }
        catch (Exception refusal) when (refusal is InvalidTransitionException or InvalidRequestException)
        {
            var known = await DescribeAsync(batch, cancellationToken);
            if (isDone(known))
            {
                return known;
            }

            throw;
        }
    }

    private Task<BatchInfo> DescribeAsync(BatchInfo batch, CancellationToken cancellationToken) =>
        patience.RepeatAsync(() => grains.GetBatch(batch.Id).Describe(), cancellationToken);
}
