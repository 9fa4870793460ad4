namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>A flag that a source sets.</summary>
public sealed record GivenFlag(Flag Flag, string Text, FlagSource Source)
{
    /// <summary>What may be shown of the value.</summary>
    public string? Shown => Flag.IsSecret ? null : Text;

    public override string ToString() => $"{Flag.Name}={Shown ?? "..."} ({Source})";
}
