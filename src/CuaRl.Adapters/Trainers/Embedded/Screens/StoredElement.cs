using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Text;

namespace CuaRl.Adapters.Trainers.Embedded.Screens;

/// <summary>An element of a stored screen: all of it that the policy looks at.</summary>
internal sealed record StoredElement
{
    /// <summary>What it is, by a driver's name.</summary>
    public required string Role { get; init; }

    /// <summary>Its text, its small print behind it after a line break; null for none.</summary>
    public string? Text { get; init; }

    public int Left { get; init; }

    public int Top { get; init; }

    public int Width { get; init; }

    public int Height { get; init; }

    /// <summary>How it stands, by a driver's names; null for nothing of it.</summary>
    public ImmutableArray<string>? States { get; init; }

    /// <summary>Where a slider stands, 0 to 1.</summary>
    public double? Level { get; init; }

    /// <summary>An element as a driver gives it; what JSON has no words for is replaced.</summary>
    public static StoredElement Of(DeviceElement element) => new()
    {
        Role = element.Role,
        Text = element.Text.Length > 0 ? PlainText.Clean(element.Text, element.Text.Length) : null,
        Left = element.Left,
        Top = element.Top,
        Width = element.Width,
        Height = element.Height,
        States = element.States.IsEmpty ? null : element.States,
        Level = element.Level is { } level && double.IsFinite(level) ? level : null,
    };

    /// <summary>The element as the policy takes it.</summary>
    public ScreenElement ToScreenElement()
    {
        var (text, detail) = ElementNames.ReadCaption(Text ?? "");
        return new ScreenElement(
            ElementNames.RoleOf(Role), new ScreenBounds(Left, Top, Width, Height), text, ElementNames.StateOf(States ?? []), detail,
            Level: Level);
    }
}
