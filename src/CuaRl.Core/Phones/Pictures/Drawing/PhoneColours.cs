using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>The colour of every ink, by theme.</summary>
internal static class PhoneColours
{
    /// <summary>How many accents there are, and colours for apps.</summary>
    public const int Accents = 8;

    /// <summary>How many inks there are.</summary>
    public const int Inks = (int)Ink.Paint + Accents;

    /// <summary>Blue, orange, green, violet, amber, teal, pink, slate.</summary>
    private static readonly Colour[] Paints =
    [
        Colour.Of(0x2F6BEB), Colour.Of(0xE0682A), Colour.Of(0x2A9D55), Colour.Of(0x7B53E0),
        Colour.Of(0xC98A12), Colour.Of(0x138A9E), Colour.Of(0xCF3D86), Colour.Of(0x56657D),
    ];

    /// <summary>The colours in the order of <see cref="Ink"/>.</summary>
    public static Colour[] Of(PhoneTheme theme)
    {
        var accent = Paints[(int)((uint)theme.Accent % Accents)];
        return [.. theme.IsDark ? Dark(accent) : Light(accent), .. Paints];
    }

    private static Colour[] Light(Colour accent)
    {
        var ground = Colour.Of(0xF6F7FB);
        return
        [
            ground, Colour.White, Colour.Of(0xE6E9F1), Colour.Of(0xC3C8D4),
            Colour.Of(0x191C22), Colour.Of(0x5B6270), Colour.Of(0xABB0BC),
            accent, Colour.White, ground.Toward(accent, 17), accent.Toward(Colour.Black, 45),
            Colour.Of(0x2C3038), Colour.Of(0xF2F3F7), Colour.White,
            ground.Toward(accent, 13), ground.Toward(accent, 22), ground.Toward(accent, 33), ground.Toward(accent, 46),
        ];
    }

    private static Colour[] Dark(Colour accent)
    {
        var ground = Colour.Of(0x101217);
        var bright = accent.Toward(Colour.White, 40);
        return
        [
            ground, Colour.Of(0x1D2027), Colour.Of(0x2B2F38), Colour.Of(0x474D5A),
            Colour.Of(0xE7E9EF), Colour.Of(0xA4AAB8), Colour.Of(0x5C626F),
            bright, Colour.Of(0x0E1116), ground.Toward(accent, 36), bright.Toward(Colour.White, 45),
            Colour.Of(0xE3E6ED), Colour.Of(0x1D2027), Colour.White,
            ground.Toward(accent, 12), ground.Toward(accent, 21), ground.Toward(accent, 31), ground.Toward(accent, 43),
        ];
    }
}
