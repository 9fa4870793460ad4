namespace CuaRl;

/// <summary>A setting of a training that breaks a rule.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SettingFault")]
public sealed record SettingFault
{
    /// <summary>Where it is, such as <c>group_size</c>, <c>config.epochs</c> or <c>overrides.max_steps</c>.</summary>
    [Id(0)]
    public required string Setting { get; init; }

    /// <summary>The value, where there is one that may be shown, and the rule that it breaks, as a sentence.</summary>
    [Id(1)]
    public required string Rule { get; init; }
}
