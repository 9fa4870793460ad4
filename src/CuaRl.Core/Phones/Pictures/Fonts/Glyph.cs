using CuaRl.Core.Phones.Pictures.Drawing;

namespace CuaRl.Core.Phones.Pictures.Fonts;

/// <summary>A letter in one size.</summary>
/// <param name="Mask">Its pixels, from where it starts and from the top of a capital.</param>
/// <param name="Advance">From its start to the next one's, in pixels.</param>
internal sealed record Glyph(Mask Mask, int Advance);
