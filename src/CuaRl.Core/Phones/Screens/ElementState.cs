namespace CuaRl.Core.Phones.Screens;

/// <summary>How an element stands.</summary>
[Flags]
public enum ElementState
{
    None = 0,

    /// <summary>A tap does something.</summary>
    Clickable = 1,

    /// <summary>It is on, or chosen.</summary>
    Checked = 2,

    /// <summary>It takes no taps now.</summary>
    Disabled = 4,

    /// <summary>Text that is typed goes there.</summary>
    Focused = 8,

    /// <summary>Its content goes on beyond its bounds.</summary>
    Scrollable = 16,
}
