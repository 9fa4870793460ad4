using CuaRl.Silo.Http.Appends;
using CuaRl.Silo.Http.Monitor;
using CuaRl.Silo.Http.Runs;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Errors;

/// <summary>The one table from exceptions to answers. It goes by type, never by message.</summary>
internal static class ErrorTable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static ErrorAnswer Find(Exception error) => error switch
    {
        RequestInvalidException invalid => Invalid(invalid.Errors, invalid.Message),
        InvalidRequestException invalid => Invalid(
            [FieldError.InBody(invalid.Field, "value_error", $"Input {invalid.Rule}")], invalid.Message),
        SettingsRefusedException refused => Invalid(
            [.. refused.Faults.Select(FieldError.Of)], refused.Message),
        NotFoundException missing => Missing(missing.Kind, missing.Message),
        MalformedIdException malformed => Missing(malformed.Kind, malformed.Message),
        AlreadyExistsException conflict => Conflict("already-exists", "Already exists", conflict.Message),
        RefusedRequestException refused => new(
            StatusCodes.Status400BadRequest, "refused", "Refused", refused.Message),
        MonitorRefusedException refused => new(refused.StatusCode, "refused", "Refused", refused.Message),
        OtherParentException stale => Conflict("stale-state", "Stale state", stale.Message) with
        {
            Facts = new() { RunId = stale.RunId, ActualHead = stale.Current?.Step, ActualStateId = stale.Current?.ToString() },
        },
        StaleHeadException stale => Conflict("stale-state", "Stale state", stale.Message) with
        {
            Facts = new() { RunId = stale.RunId, ExpectedHead = stale.ExpectedHead, ActualHead = stale.ActualHead },
        },
        RunNotActiveException ended => Conflict("run-not-active", "Run not active", ended.Message) with
        {
            Facts = new() { RunId = ended.RunId, RunStatus = RunStatusNames.Of(ended.Status) },
        },
        InvalidTransitionException { Kind: "run" } transition => Transition(transition) with
        {
            Facts = new() { RunId = transition.ResourceId, RunStatus = transition.From },
        },
        InvalidTransitionException transition => Transition(transition) with
        {
            Facts = new() { ResourceId = transition.ResourceId, ResourceStatus = transition.From },
        },
        TurnOutOfOrderException order => Conflict("turn-out-of-order", "Turn out of order", order.Message) with
        {
            Facts = new() { ResourceId = order.RolloutId, Attempt = order.Attempt, ExpectedTurn = order.ExpectedTurn },
        },
        AttemptOverException over => Conflict("attempt-over", "Attempt over", over.Message) with
        {
            Facts = new() { ResourceId = over.RolloutId, Attempt = over.Present },
        },
        TrainingInactiveException inactive => Conflict("training-inactive", "Training inactive", inactive.Message) with
        {
            Facts = new() { ResourceId = inactive.TrainingId, ResourceStatus = Words<TrainingStatus>.Of(inactive.Status) },
        },
        TrainingUndrivenException undriven => Conflict("training-undriven", "Training not driven", undriven.Message) with
        {
            Facts = new() { ResourceId = undriven.TrainingId },
        },
        TrainingNeededException needed => Conflict("training-needed", "Training needed", needed.Message) with
        {
            Facts = new() { ResourceId = needed.TrainingId, NeededBy = needed.NeededBy },
        },
        NoCheckpointException missing => Conflict("no-checkpoint", "No saved state", missing.Message) with
        {
            Facts = new() { ResourceId = missing.TrainingId, SavedSteps = missing.Steps },
        },
        UnfinishedException unfinished => Conflict("unfinished", "Unfinished parts", unfinished.Message) with
        {
            Facts = new() { ResourceId = unfinished.ResourceId, Unfinished = unfinished.Unfinished },
        },
        OperationReusedException reused => Conflict("operation-reused", "Operation reused", reused.Message) with
        {
            Facts = new() { RunId = reused.RunId, OperationId = reused.OperationId },
        },
        RunNeededException needed => Conflict("run-needed", "Run needed", needed.Message) with
        {
            Facts = new() { RunId = needed.RunId, NeededBy = needed.NeededBy },
        },
        RunPrunedException pruned => new(StatusCodes.Status410Gone, "run-pruned", "Run pruned", pruned.Message)
        {
            Facts = new() { RunId = pruned.RunId },
        },
        RewardFailedException { IsTransient: true } failed => Unavailable(
            "reward-failed", "Reward function failed", failed.Message),
        RewardFailedException failed => new(
            StatusCodes.Status500InternalServerError, "reward-failed", "Reward function failed", failed.Message)
        {
            IsFault = true,
        },
        DriverLostException lost => Conflict("driver-lost", "Driver lost", lost.Message) with
        {
            Facts = new() { ResourceId = lost.TrainingId },
        },
        LeaseLostException lost => Conflict("lease-lost", "Lease lost", lost.Message) with
        {
            Facts = new() { ResourceId = lost.DeviceId },
        },
        DeviceBusyException busy => Conflict("device-busy", "Device busy", busy.Message) with
        {
            Facts = new() { ResourceId = busy.DeviceId },
            RetryAfter = Soon,
        },
        DevicePoolDrainingException draining => Conflict("pool-draining", "Pool draining", draining.Message) with
        {
            Facts = new() { ResourceId = draining.Pool },
        },
        DevicePoolExhaustedException exhausted => new(
            StatusCodes.Status429TooManyRequests, "pool-exhausted", "Pool exhausted", exhausted.Message)
        {
            Facts = new() { ResourceId = exhausted.Pool },
            RetryAfter = Soon,
        },
        DeviceUnsupportedException unsupported => new(
            StatusCodes.Status501NotImplemented, "device-unsupported", "Not done by these devices", unsupported.Message),
        DeviceLostException lost => new(StatusCodes.Status410Gone, "device-lost", "Device lost", lost.Message)
        {
            Facts = new() { ResourceId = lost.BoxId },
        },
        DeviceRefusedException refused => new(
            StatusCodes.Status502BadGateway, "device-refused", "Provider refuses", refused.Message),
        DeviceUnavailableException unavailable => new(
            StatusCodes.Status503ServiceUnavailable, "device-unavailable", "Provider unavailable", unavailable.Message)
        {
            RetryAfter = unavailable.RetryAfter ?? Soon,
        },
        TrainerSessionLostException lost => new(StatusCodes.Status410Gone, "session-lost", "Trainer session lost", lost.Message)
        {
            Facts = new() { ResourceId = lost.SessionId },
        },
        TrainerRefusedException refused => new(
            StatusCodes.Status502BadGateway, "trainer-refused", "Trainer refuses", refused.Message),
        TrainerUnavailableException unavailable => new(
            StatusCodes.Status503ServiceUnavailable, "trainer-unavailable", "Trainer unavailable", unavailable.Message)
        {
            RetryAfter = unavailable.RetryAfter ?? Soon,
        },
        BlobExpiredException expired => new(
            StatusCodes.Status410Gone, "blob-expired", "Blob expired", expired.Message),
        StorageUnavailableException storage => Unavailable(
            "storage-unavailable", "Database unavailable", storage.Message) with
        {
            IsFault = false, // Logged where it happened.
        },
        StorageRefusedException refused => new(
            StatusCodes.Status500InternalServerError, "storage-refused", "Database refuses", refused.Message)
        {
            IsFault = true,
        },
        StaleStateException stale => Unavailable("write-conflict", "Write conflict", stale.Message),
        UnreadableRecordException unreadable => new(
            StatusCodes.Status500InternalServerError, "unreadable-record", "Unreadable record", unreadable.Message)
        {
            IsFault = true,
        },
        // A client that went away gets no answer at all: what is cancelled here was given up inside, such as an activation.
        TimeoutException or OperationCanceledException => Unavailable(
            "timeout", "No answer in time", "Whether it was done is unknown. Retry with the same Idempotency-Key."),
        OrleansException => Unavailable(
            "engine-unavailable", "Engine unavailable",
            "The grain could not be reached or could not be loaded. Retry with the same Idempotency-Key."),
        CuaRlException { IsTransient: true } transient => Unavailable("unavailable", "Unavailable", transient.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large => new(
            StatusCodes.Status413PayloadTooLarge, "too-large", "Request too large", large.Message),
        LineTooLongException line => new(
            StatusCodes.Status413PayloadTooLarge, "too-large", "Line too large", line.Message),
        ServiceStoppingException stopping => Unavailable("stopping", "Service stopping", stopping.Message) with
        {
            IsFault = false,
        },
        BadHttpRequestException bad => new(bad.StatusCode, "bad-request", "Bad request", bad.Message),
        _ => new(StatusCodes.Status500InternalServerError, "internal", "Internal error", "The service failed; see its log.")
        {
            IsFault = true,
        },
    };

    private static ErrorAnswer Invalid(IReadOnlyList<FieldError> fields, string message) => new(
        StatusCodes.Status422UnprocessableEntity, "invalid-request", "Invalid request", message)
    {
        Fields = fields,
    };

    private static ErrorAnswer Conflict(string slug, string title, string message) =>
        new(StatusCodes.Status409Conflict, slug, title, message);

    private static ErrorAnswer Transition(InvalidTransitionException transition) =>
        Conflict("invalid-transition", "Invalid transition", transition.Message);

    private static ErrorAnswer Missing(string kind, string message) => new(
        StatusCodes.Status404NotFound, "not-found", "Not found", message)
    {
        CompatDetail = $"{char.ToUpperInvariant(kind[0])}{kind[1..]} not found",
    };

    private static ErrorAnswer Unavailable(string slug, string title, string message) => new(
        StatusCodes.Status503ServiceUnavailable, slug, title, message)
    {
        RetryAfter = Soon,
        IsFault = true,
    };
}
