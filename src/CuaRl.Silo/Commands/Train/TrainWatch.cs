using System.Collections.Immutable;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Http;
using CuaRl.Silo.Loop;

namespace CuaRl.Silo.Commands.Train;

/// <summary>Follows a training by its record; while the database is away it waits, as the training does.</summary>
internal sealed class TrainWatch(IGrainFactory grains, string trainingId, Patience patience, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    private readonly List<TrainPoint> _points = [];
    private readonly Queue<(long At, double Turns)> _recent = new();
    private readonly long _began = time.GetTimestamp();
    private double _turns;
    private int _next;

    /// <summary>The training as it was last seen; only once it was looked at.</summary>
    public TrainingInfo Training { get; private set; } = null!;

    /// <summary>The steps that were taken, in order.</summary>
    public IReadOnlyList<TrainPoint> Points => _points;

    /// <summary>Since when it is followed.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>The turns of all steps that were taken.</summary>
    public double Turns => _turns;

    /// <summary>The turns a second of late.</summary>
    public double TurnsPerSecond => _recent.Count > 1 && time.GetElapsedTime(_recent.Peek().At, _recent.Last().At).TotalSeconds is > 0 and var seconds
        ? (_recent.Last().Turns - _recent.Peek().Turns) / seconds
        : 0;

    /// <summary>How long the steps that are left take, as those before did; null while nobody knows.</summary>
    public TimeSpan? Left => Training.TotalSteps is { } total && _points.Count > 0 && TurnsPerSecond is > 0 and var rate
        ? TimeSpan.FromSeconds((total - _next) * Late(point => point.Turns) / rate)
        : null;

    public bool HasEnded => Training.Status is TrainingStatus.Completed or TrainingStatus.Failed or TrainingStatus.Cancelled;

    /// <summary>The mean of the last ten steps.</summary>
    public double Late(Func<TrainPoint, double> figure) => _points.TakeLast(10).Select(figure).DefaultIfEmpty(0).Average();

    /// <summary>Its batches, by creation.</summary>
    public Task<ImmutableArray<BatchInfo>> ListBatchesAsync(CancellationToken cancellationToken) => patience.RepeatAsync(
        () => grains.GetTrainingCatalog().ListBatches(trainingId, null, cancellationToken), cancellationToken);

    /// <summary>The latest step with a saved state; null for none.</summary>
    public Task<BatchInfo?> FindSavedAsync(CancellationToken cancellationToken) => patience.RepeatAsync(
        () => grains.GetTrainingCatalog().FindLatestStep(trainingId, cancellationToken), cancellationToken);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        Training = await patience.RepeatAsync(grains.GetTraining(trainingId).Read, cancellationToken);
        for (; _next <= (Training.CurrentStep ?? -1); _next++)
        {
            var id = RecordIds.Batch(trainingId, Words<SourceType>.Of(SourceType.Step), _next);
            var point = TrainPoint.Of(await patience.RepeatAsync(grains.GetBatch(id).Describe, cancellationToken));
            _points.Add(point);
            _turns += point.Turns;
        }

        _recent.Enqueue((time.GetTimestamp(), _turns));
        while (time.GetElapsedTime(_recent.Peek().At) > Window)
        {
            _recent.Dequeue();
        }
    }
}
