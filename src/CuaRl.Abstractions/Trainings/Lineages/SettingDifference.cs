namespace CuaRl;

/// <summary>A setting in which two trainings differ.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SettingDifference")]
public sealed record SettingDifference
{
    /// <summary>Its name: of a flag, or of a member of the configuration that is none.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Its value in the one, as JSON; null where it is not set.</summary>
    [Id(1)]
    public JsonText? Left { get; init; }

    /// <summary>Its value in the other, as JSON; null where it is not set.</summary>
    [Id(2)]
    public JsonText? Right { get; init; }
}
