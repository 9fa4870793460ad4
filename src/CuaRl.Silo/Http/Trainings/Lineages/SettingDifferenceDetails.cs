using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings.Lineages;

/// <summary>A setting in which two trainings differ.</summary>
internal sealed record SettingDifferenceDetails
{
    [Description("The name of a flag, or of a member of the config that is none.")]
    public required string Name { get; init; }

    [Description("Its value in the one; null where it is not set.")]
    public required JsonText? Left { get; init; }

    [Description("Its value in the other; null where it is not set.")]
    public required JsonText? Right { get; init; }

    public static SettingDifferenceDetails From(SettingDifference difference) => new()
    {
        Name = difference.Name, Left = difference.Left, Right = difference.Right,
    };
}
