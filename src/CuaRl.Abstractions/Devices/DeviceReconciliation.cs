namespace CuaRl;

/// <summary>What a comparison with the provider came to.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceReconciliation")]
public sealed record DeviceReconciliation
{
    /// <summary>Boxes that the provider has for this pool.</summary>
    [Id(0)]
    public int Boxes { get; init; }

    /// <summary>Boxes that nobody held and that were ended.</summary>
    [Id(1)]
    public int Terminated { get; init; }

    /// <summary>Devices whose boxes were gone.</summary>
    [Id(2)]
    public int Closed { get; init; }

    /// <summary>Devices and boxes that could not be compared or ended; the next comparison takes them up again.</summary>
    [Id(3)]
    public int Failed { get; init; }
}
