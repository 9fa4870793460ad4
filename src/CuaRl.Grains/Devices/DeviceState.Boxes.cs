using System.Text.Json.Serialization;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Devices;

/// <summary>What becomes of a device's boxes.</summary>
internal sealed partial record DeviceState
{
    /// <summary>The longest message kept: a record stays small.</summary>
    private const int MaxMessage = 1_000;

    public static DeviceState From(string id, DateTimeOffset now) => new()
    {
        Id = id,
        Pool = DeviceIds.Parse(id)?.Pool,
        CreatedAt = now,
    };

    /// <summary>
    /// Written before the provider is asked, so that a box whose answer is lost can be told by its label. One that may be in the
    /// making keeps its incarnation: asking again takes it.
    /// </summary>
    public DeviceState Asking(DeviceRequest request) => this with
    {
        BoxType = request.BoxType,
        Config = request.Config,
        LifetimeSeconds = request.Lifetime.TotalSeconds,
        Status = EnvironmentStatus.Creating,
        BoxId = null,
        ScreenWidth = null,
        ScreenHeight = null,
        Incarnation = Status is EnvironmentStatus.Creating ? Incarnation : Incarnation + 1,
        StatusMessage = null,
        TerminatedAt = null,
    };

    public DeviceState Running(Box box) => With(box) with
    {
        IsUsed = false,
        BoxLeases = 0,
        Status = EnvironmentStatus.Running,
        Faults = 0,
        ErrorMessage = null,
    };

    /// <summary>Its box may be another one, or have become of another size.</summary>
    public DeviceState With(Box box) =>
        BoxId == box.Id && (box.Screen is not { } size || (size.Width == ScreenWidth && size.Height == ScreenHeight)) ? this
        : this with
        {
            BoxId = box.Id,
            ScreenWidth = box.Screen?.Width ?? (BoxId == box.Id ? ScreenWidth : null),
            ScreenHeight = box.Screen?.Height ?? (BoxId == box.Id ? ScreenHeight : null),
            BoxLeases = BoxId == box.Id ? BoxLeases : 0,
        };

    /// <summary>
    /// It is held, and whatever its holder does next resets it first. Until then its box may be gone, and another under its label may
    /// be the one that takes its place.
    /// </summary>
    [JsonIgnore]
    public bool AwaitsReset => LeaseId is not null && IsUsed;

    /// <summary>Written before its box is replaced, which may be broken off.</summary>
    public DeviceState ToBeReset() => IsUsed ? this : this with { IsUsed = true };

    /// <summary>Its box is as good as new.</summary>
    public DeviceState Clean() => IsUsed ? this with { IsUsed = false } : this;

    public DeviceState Failed(string cause, DateTimeOffset now) => Ended(LeaseEnd.Lost, now) with
    {
        Status = EnvironmentStatus.Error,
        BoxId = null,
        ErrorMessage = Short(cause),
        TerminatedAt = now,
    };

    public DeviceState Terminated(DateTimeOffset now) => Ended(LeaseEnd.Terminated, now) with
    {
        Status = EnvironmentStatus.Terminated,
        BoxId = null,
        TerminatedAt = now,
    };

    public DeviceState Faulty(string cause, DateTimeOffset now) => this with
    {
        Faults = Faults + 1,
        NumFaults = NumFaults + 1,
        LastFault = Short(cause),
        LastFaultAt = now,
    };

    /// <summary>Its box could not be made, or may have been.</summary>
    public DeviceState Unmade(string cause, DateTimeOffset now) => Faulty(cause, now) with { ErrorMessage = Short(cause) };

    public DeviceState Healthy() => Faults == 0 ? this : this with { Faults = 0 };

    private static string Short(string text) => text.Length <= MaxMessage ? text : text[..MaxMessage];
}
