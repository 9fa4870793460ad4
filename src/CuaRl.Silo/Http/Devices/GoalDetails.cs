using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a device says of a task's goal.</summary>
internal sealed record GoalDetails
{
    [Description("In the right app and with the right value; null when the device cannot tell.")]
    public required bool? IsReached { get; init; }
}
