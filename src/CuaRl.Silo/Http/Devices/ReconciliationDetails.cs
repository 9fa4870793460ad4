using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a comparison with the provider came to.</summary>
internal sealed record ReconciliationDetails
{
    [Description("Boxes that the provider has for this pool.")]
    public required int Boxes { get; init; }

    [Description("Boxes that nobody held and that were ended.")]
    public required int Terminated { get; init; }

    [Description("Devices whose boxes were gone.")]
    public required int Closed { get; init; }

    [Description("What could not be compared or ended; the next comparison takes it up again.")]
    public required int Failed { get; init; }
}
