using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of devices, by id.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DevicePage")]
public sealed record DevicePage
{
    /// <summary>The devices.</summary>
    [Id(0)]
    public required ImmutableArray<DeviceInfo> Items { get; init; }

    /// <summary>What to ask for behind; null on the last page.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
