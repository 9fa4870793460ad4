namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>What is painted with. The number is the place in the palette.</summary>
internal enum Ink
{
    /// <summary>A page.</summary>
    Ground,

    /// <summary>What lies on a page.</summary>
    Card,

    /// <summary>What can be filled in, switched or pressed.</summary>
    Field,

    /// <summary>Thin lines.</summary>
    Outline,

    Text,

    /// <summary>Small print.</summary>
    Faint,

    Disabled,

    /// <summary>What is on or chosen.</summary>
    Accent,

    OnAccent,

    /// <summary>A tint of the accent, to lie below.</summary>
    Soft,

    OnSoft,

    /// <summary>The other way round: light on a dark theme.</summary>
    Inverse,

    OnInverse,

    White,

    /// <summary>The wallpaper: four tints, the first the most of it.</summary>
    Wall,

    Wall2,

    Wall3,

    Wall4,

    /// <summary>The first of eight colours that tell apps and pictures apart.</summary>
    Paint,
}
