namespace CuaRl.Silo.Loop;

/// <summary>
/// The trainings that this process cannot drive, where another silo may. It says so in its log, and in the record of one that nobody
/// drives, once for each reason and again where a driver came and went.
/// </summary>
internal sealed partial class LeftAlone(IGrainFactory grains, TimeProvider time, ILogger<LeftAlone> logger)
{
    private const string Waits = "waits for a silo that can drive it: ";

    /// <summary>Others look every second: one that can drive it has it by then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, Left> _left = new(StringComparer.Ordinal);

    /// <summary>Leaves a training to others.</summary>
    /// <param name="training">The training as it is listed.</param>
    /// <param name="reason">Why it cannot be driven here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task LeaveAsync(TrainingInfo training, string reason, CancellationToken cancellationToken)
    {
        if (!_left.TryGetValue(training.Id, out var left) || left.Reason != reason)
        {
            Log.Left(logger, training.RunName, training.Id, reason);
            left = _left[training.Id] = new Left(reason, time.GetTimestamp(), IsSaid: false);
        }

        // Another silo may have said its own reason since, which stays; where a driver said something and went, this one says it again.
        var isSaid = left.IsSaid && training.StatusMessage?.StartsWith(Waits, StringComparison.Ordinal) == true;
        if (isSaid || time.GetElapsedTime(left.Since) < Grace)
        {
            return;
        }

        var loop = await grains.GetTrainingLoop(training.Id).Describe().WaitAsync(cancellationToken);
        var isDriven = loop.Driver is not null && time.GetUtcNow() < loop.ExpiresAt;
        _left[training.Id] = left with { Since = time.GetTimestamp(), IsSaid = !isDriven };
        if (!isDriven)
        {
            await grains.GetTraining(training.Id).Report(new TrainingReport { StatusMessage = Waits + reason }).WaitAsync(cancellationToken);
        }
    }

    /// <summary>It can be driven here by now.</summary>
    public void Forget(string trainingId) => _left.Remove(trainingId);

    /// <param name="Reason">Why.</param>
    /// <param name="Since">When it was last looked who drives it, or first left.</param>
    /// <param name="IsSaid">Whether its record was told.</param>
    private sealed record Left(string Reason, long Since, bool IsSaid);

    private static partial class Log
    {
        [LoggerMessage(5501, LogLevel.Information, "Training {RunName} ({TrainingId}) is left to other silos: {Reason}")]
        public static partial void Left(ILogger logger, string runName, string trainingId, string reason);
    }
}
