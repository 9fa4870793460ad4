namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>An attempt was lost to its device or the service. It says nothing of the policy.</summary>
internal sealed class AttemptLostException(string kind, Exception cause) : Exception(RecordedText.Of(cause), cause)
{
    /// <summary>The kind of an attempt whose driver went away.</summary>
    public const string DriverLost = "driver_lost";

    /// <summary>The kind of an attempt whose beginning, which it has from another rollout, is not stored any more.</summary>
    public const string BranchLost = "branch_lost";

    private const string Service = "service_lost";

    private const string Trainer = "trainer_unavailable";

    /// <summary>What it was lost to, as it is recorded.</summary>
    public string Kind { get; } = kind;

    /// <summary>It was lost to the service itself or the trainer, which come back: whatever the strategy, the rollout is done again then.</summary>
    public bool IsOutlasted => Kind is Service or Trainer;

    /// <summary>Another attempt would be lost to the same: whatever the strategy, the rollout is given up.</summary>
    public bool IsFinal => Kind == BranchLost;

    /// <summary>Whether a recorded attempt was lost to its device, and not to the service, the trainer or its driver.</summary>
    public static bool IsCounted(AttemptInfo attempt) =>
        attempt.Status == AttemptStatus.InfraFailed && attempt.ErrorKind is not (Service or Trainer or DriverLost);

    /// <summary>Waits until what it was lost to is back, without a device; by default whoever records it finds out.</summary>
    public Func<CancellationToken, Task> UntilBackAsync { get; private init; } = _ => Task.CompletedTask;

    /// <summary>The trainer was away for longer than a device is kept.</summary>
    public static AttemptLostException ToTrainer(TrainerUnavailableException away, Func<CancellationToken, Task> untilBackAsync) =>
        new(Trainer, away) { UntilBackAsync = untilBackAsync };

    /// <summary>What an error means for an attempt; null for one that is none of its device.</summary>
    public static AttemptLostException? Of(Exception error) => error switch
    {
        DeviceLostException => new("device_lost", error),
        LeaseLostException => new("lease_lost", error),
        DeviceUnavailableException => new("device_unavailable", error),
        DeviceRefusedException => new("device_refused", error),
        DeviceBusyException => new("device_busy", error),
        DevicePoolExhaustedException => new("pool_exhausted", error),
        _ when Patience.Passes(error) => new(Service, error),
        _ => null,
    };
}
