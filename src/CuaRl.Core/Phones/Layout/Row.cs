using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Layout;

/// <summary>An element of a list, before it has its place.</summary>
internal readonly record struct Row(ElementRole Role, string Text, int Height)
{
    /// <summary>What its place in an order follows from.</summary>
    public ulong Id { get; init; }

    public string? Detail { get; init; }

    public string? Icon { get; init; }

    public double? Level { get; init; }

    public bool IsChecked { get; init; }

    public bool IsDisabled { get; init; }

    public bool IsFocused { get; init; }

    public Change? Tap { get; init; }

    public Change? Hold { get; init; }

    public Slide? Slide { get; init; }

    public Change? Flick { get; init; }
}
