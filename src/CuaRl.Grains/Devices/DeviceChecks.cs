using CuaRl.Core.Devices;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Devices;

/// <summary>Lays Core's rules over what callers say of devices, field by field, under the names that HTTP clients know.</summary>
internal static class DeviceChecks
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static void Check(DeviceRequest request, DeviceDrivers drivers)
    {
        drivers.Check("box_type", request.BoxType);
        Rule.Keep("box_lifetime", DeviceRules.Span(request.Lifetime, TimeSpan.FromMinutes(1), DeviceRules.MaxLifetime));
        Rule.KeepObject("config", request.Config);
    }

    public static void Check(LeaseRequest request)
    {
        Rule.Keep("lease_id", DeviceRules.LeaseId(request.LeaseId));
        Check(request.Holder);
        Rule.Keep("duration", DeviceRules.Span(request.Duration, Second, DeviceRules.MaxLease));
        Rule.Keep("bind_deadline", DeviceRules.Span(request.BindDeadline, Second, DeviceRules.MaxLease));
        Rule.Keep("limit", DeviceRules.Span(request.Limit, Second, DeviceRules.MaxLease));
    }

    public static void Check(AcquireRequest request)
    {
        Rule.Keep("lease_id", DeviceRules.LeaseId(request.LeaseId));
        Check(request.Holder);
        Rule.Keep("duration", request.Duration is { } duration ? DeviceRules.Span(duration, Second, DeviceRules.MaxLease) : null);
        Rule.Keep("limit", request.Limit is { } limit ? DeviceRules.Span(limit, Second, DeviceRules.MaxLease) : null);
        Rule.Keep("patience", request.Patience is { } patience
            ? DeviceRules.Span(patience, TimeSpan.Zero, DeviceRules.MaxPatience) : null);
    }

    public static void Check(DevicePoolDefinition definition, DeviceDrivers drivers)
    {
        drivers.Check("box_type", definition.BoxType);
        Rule.Keep("max_size", RecordRules.Range(definition.MaxSize, 1, DeviceIds.MaxSlots));
        Rule.Keep("min_size", RecordRules.Range(definition.MinSize, 0, definition.MaxSize));
        Rule.Keep("warm", RecordRules.Range(definition.Warm, 0, definition.MaxSize));
        Rule.Keep("queue_limit", RecordRules.Range(definition.QueueLimit, 0, 1_000_000));
        Rule.Keep("wait_limit", DeviceRules.Span(definition.WaitLimit, TimeSpan.Zero, DeviceRules.MaxLease));
        Rule.Keep("bind_deadline", DeviceRules.Span(definition.BindDeadline, Second, DeviceRules.MaxLease));
        Rule.Keep("lease_duration", DeviceRules.Span(definition.LeaseDuration, Second, DeviceRules.MaxLease));
        Rule.Keep("fault_limit", RecordRules.Range(definition.FaultLimit, 1, 100));
        Rule.Keep("box_lifetime", DeviceRules.Span(definition.BoxLifetime, TimeSpan.FromMinutes(1), DeviceRules.MaxLifetime));
        Rule.Keep("idle_limit", DeviceRules.Span(definition.IdleLimit, TimeSpan.Zero, DeviceRules.MaxLifetime));
        Rule.Keep("lease_limit", DeviceRules.Span(definition.LeaseLimit, Second, DeviceRules.MaxLease));
        Rule.Keep("recycle_after", RecordRules.Range(definition.RecycleAfter, 0, 1_000_000));
        Rule.KeepObject("box_config", definition.BoxConfig);
    }

    public static void Check(DeviceQuery query)
    {
        Rule.KeepDefined("status", query.Status);
        Rule.Keep("limit", RecordRules.Limit(query.Limit));
        Rule.Keep("pool", RecordRules.OptionalName(query.Pool));
        Rule.Keep("after", RecordRules.OptionalName(query.After));
    }

    /// <summary>An action against the screen; one whose size is unknown is taken for as large as any.</summary>
    public static void Check(ScreenAction action, ScreenSize? screen)
    {
        if (ScreenActionRules.Find(action, screen ?? new(int.MaxValue, int.MaxValue)) is var (field, rule))
        {
            throw new InvalidRequestException(field, rule);
        }
    }

    public static void Check(DeviceReset reset)
    {
        Rule.Keep("seed", reset.Seed < 0 ? "must be 0 or more" : null);
        Rule.Keep("task", reset.Task is { } task ? RecordRules.Name(task.TaskId) : null);
    }

    private static void Check(DeviceHolder? holder)
    {
        Rule.Keep("holder", holder is null ? "must be given" : null);
        Rule.Keep("holder.training_id", RecordRules.OptionalName(holder!.TrainingId));
        Rule.Keep("holder.rollout_id", RecordRules.OptionalName(holder.RolloutId));
        Rule.Keep("holder.attempt", RecordRules.Range(holder.Attempt, 0));
    }
}
