using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>A setting in which trainings differ.</summary>
internal sealed record DifferenceDetails
{
    [Description("Its name; what the config adds is 'config.' and its name there.")]
    public required string Key { get; init; }

    [Description("Its value in each training, in their order; null where it is not set.")]
    public required IReadOnlyList<JsonText?> Values { get; init; }
}
