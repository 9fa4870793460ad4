namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>What is wrong with a configuration, of one flag.</summary>
/// <param name="Flag">The name of the flag.</param>
/// <param name="Value">What it is; null when it has no value, is unknown, or a secret.</param>
/// <param name="Rule">What holds for it, as a sentence.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record FlagFault(string Flag, string? Value, string Rule, string Source)
{
    internal FlagFault(GivenFlag given, string rule)
        : this(given.Flag.Name, given.Shown, rule, given.Source.Name)
    {
    }

    /// <summary>Whether it is of the whole object, not of a flag in it.</summary>
    public bool IsOfAll => Flag == FlagJson.Whole;

    /// <summary>The value and the rule without the name of the flag, such as <c>is 0, and must be a whole number, 1 to 10,000</c>.</summary>
    public string Sentence => OneLine(Value is null ? Rule : $"is {Value}, and {Rule}");

    /// <summary>One line, such as <c>group_size = 0 (command line): must be a whole number, 1 to 10,000</c>.</summary>
    public override string ToString() => $"{Flag}{(Value is null ? "" : $" = {OneLine(Value)}")} ({Source}): {OneLine(Rule)}";

    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
