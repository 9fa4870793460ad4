using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;
using static CuaRl.Core.Tests.Phones.Pictures.SampleScreens;

namespace CuaRl.Core.Tests.Phones.Pictures;

public sealed class TextTests
{
    private static readonly string TooLong = new('m', 40);

    private static readonly string Fitting = Enumerable.Range(0, 40).Select(count => new string('m', count))
        .Last(text => TextFont.Body.Width(text) + TextFont.Body.Ellipsis.Advance <= 200);

    [Fact]
    public void Alphabet_AllOfAscii_HasAGlyphOfItsOwn()
    {
        var glyphs = Enumerable.Range('!', '~' - '!' + 1).Select(letter => TextFont.Body.Of(letter)).ToArray();

        Assert.DoesNotContain(TextFont.Body.Of('\uFFFF'), glyphs);
        Assert.Equal(glyphs.Length, glyphs.Select(glyph => $"{glyph.Mask.Left} {glyph.Mask.Top} {Convert.ToHexString(glyph.Mask.Levels)}").Distinct().Count());
        Assert.All(glyphs, glyph => Assert.InRange(glyph.Advance, 2, 16));
    }

    [Fact]
    public void Alphabet_OtherLetters_AreAVisibleBox()
    {
        Assert.NotEqual(Paint("a\u6E2F"), Paint("a"));
        Assert.Equal(Paint("\u6E2F"), Paint("\U0001F600"));
        Assert.Equal(Paint("a b"), Paint("a\tb"));
    }

    [Fact]
    public void Text_ThatDoesNotFit_EndsInAnEllipsis()
    {
        Assert.Equal(Paint(Fitting + "…"), Paint(TooLong));
        Assert.NotEqual(Paint(Fitting), Paint(TooLong));
    }

    [Fact]
    public void Text_WithRoomForLines_IsBrokenBetweenWords()
    {
        Assert.Equal(Paint("mmmmmmmmmmmm\nnnnnnnnnnnnnnnnnnn", 60), Paint("mmmmmmmmmmmm nnnnnnnnnnnnnnnnnn", 60));
        Assert.NotEqual(Paint("one two", 60), Paint("one\ntwo", 60));
    }

    [Fact]
    public void Text_OfMoreLinesThanFit_EndsInAnEllipsis() => Assert.Equal(
        Paint($"one\ntwo\n{Fitting}…", 61), Paint($"one\ntwo\n{TooLong} more\nand more", 61));

    [Fact]
    public void TextField_LongTextBeingTyped_ShowsItsEnd()
    {
        static byte[] Field(string text, ElementState state) =>
            ScreenPainter.Paint(Screen(false, 0, [On(ElementRole.TextField, 50, 50, 150, 48, text, state)]));

        const string Text = "a text that is far too long for this field";
        Assert.NotEqual(Field(Text, ElementState.Focused), Field(Text + "!", ElementState.Focused));
        Assert.Equal(Field(Text, ElementState.None), Field(Text + "!", ElementState.None));
    }

    [Fact]
    public void TextField_WithoutText_ShowsWhatIsWanted()
    {
        static byte[] Field(string text, string? wanted) =>
            ScreenPainter.Paint(Screen(false, 0, [On(ElementRole.TextField, 50, 50, 250, 48, text, detail: wanted)]));

        Assert.NotEqual(Field("", "Name"), Field("", null));
        Assert.NotEqual(Field("", "Name"), Field("Name", null));
        Assert.Equal(Field("Ann", "Name"), Field("Ann", null));
    }

    private static byte[] Paint(string text, int height = 20) =>
        ScreenPainter.Paint(Screen(false, 0, [On(ElementRole.Text, 50, 50, 200, height, text)]));
}
