using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>Where a person can watch a device.</summary>
internal sealed record LiveViewDetails
{
    [Description("Whoever has it can watch; it is kept nowhere.")]
    public required string Url { get; init; }

    public required string ExpiresAt { get; init; }
}
