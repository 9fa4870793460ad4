namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>What the text of a flag's value was read as.</summary>
/// <param name="Value">The value in its usual form; null for none.</param>
/// <param name="Problem">What is wrong with the text, as a sentence; null when nothing is.</param>
public readonly record struct FlagText(string? Value, string? Problem)
{
    internal static FlagText None => default;

    internal static FlagText Of(string value) => new(value, null);

    internal static FlagText Wrong(string problem) => new(null, problem);
}
