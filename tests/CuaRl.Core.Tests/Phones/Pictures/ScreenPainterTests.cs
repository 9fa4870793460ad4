using System.Security.Cryptography;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Tests.Pictures;
using static CuaRl.Core.Tests.Phones.Pictures.SampleScreens;

namespace CuaRl.Core.Tests.Phones.Pictures;

public sealed class ScreenPainterTests
{
    private static readonly ScreenElement Page = On(ElementRole.Surface, 0, 0, 360, 720);

    [Fact]
    public void Paint_SampleScreens_AreTheGoldenPictures() => Golden.Check(
        "screens.txt",
        string.Concat(All.Select(sample => $"{sample.Name} {Convert.ToHexStringLower(SHA256.HashData(ScreenPainter.Paint(sample.Screen)))}\n")));

    [Fact]
    public void Paint_SampleScreens_ArePngsOfTheScreensSizeAndSmall() => Assert.All(All, sample =>
    {
        var png = ScreenPainter.Paint(sample.Screen);
        var decoded = DecodedPng.Of(png);
        Assert.Equal((360, 720), (decoded.Width, decoded.Height));
        Assert.InRange(png.Length, 1000, 16_000);
    });

    [Fact]
    public void Paint_ManyThreads_PaintTheSame()
    {
        var once = All.Select(sample => ScreenPainter.Paint(sample.Screen)).ToArray();

        Parallel.For(0, 8 * All.Length, i => Assert.Equal(once[i % All.Length], ScreenPainter.Paint(All[i % All.Length].Screen)));
    }

    /// <summary>Every role, on every theme, in every state: a picture that differs from the plain one, within the element's bounds.</summary>
    [Fact]
    public void Paint_EveryRoleInEveryState_StaysWithinItsBounds() =>
        Parallel.ForEach(Enum.GetValues<ElementRole>(), role =>
        {
            var bounds = new ScreenBounds(40, 200, 280, 72);
            for (var theme = 0; theme < 16; theme += 5)
            {
                var empty = Paint(theme % 2 == 1, theme / 2, Page);
                var states = role == ElementRole.Surface ? 4 : 16;
                for (var state = theme % 3; state < states; state += 3)
                {
                    var element = new ScreenElement(role, bounds, "Some text", (ElementState)state, "and detail", "wifi", 0.4);

                    var changed = Paint(theme % 2 == 1, theme / 2, Page, element).DifferenceFrom(empty);

                    Assert.NotNull(changed);
                    Assert.True(Holds(bounds, changed.Value), $"{role} in state {state} paints {changed} outside of {bounds}");
                }
            }
        });

    [Theory]
    [InlineData(ElementRole.Switch, ElementState.Checked, 300, 344)]
    [InlineData(ElementRole.Radio, ElementState.Checked, 16, 40)]
    [InlineData(ElementRole.Switch, ElementState.Disabled, 16, 344)]
    public void Paint_State_ChangesItsMarkAndNothingElse(ElementRole role, ElementState state, int left, int right)
    {
        var row = On(role, 0, 300, 360, 60, "Bluetooth");

        var changed = Paint(false, 0, Page, row with { State = state }).DifferenceFrom(Paint(false, 0, Page, row));

        Assert.True(Holds(new ScreenBounds(left, 312, right - left, 36), changed!.Value), $"{changed} is not the mark");
    }

    [Fact]
    public void Paint_SwitchThatIsOn_IsInTheAccent()
    {
        var colours = Enumerable.Range(0, 8).Select(accent => Paint(false, accent, Page, On(ElementRole.Switch, 0, 300, 360, 60, state: ElementState.Checked))[310, 330]);

        Assert.Equal(8, colours.Distinct().Count());
        Assert.Equal(((byte)0x2F, (byte)0x6B, (byte)0xEB), colours.First());
    }

    [Fact]
    public void Paint_Title_HasTheGlyphsInTheirPlaces()
    {
        var picture = Paint(false, 0, Page, On(ElementRole.Title, 100, 300, 200, 40, "HI"));
        var (paper, ink) = (picture[10, 10], ((byte)0x19, (byte)0x1C, (byte)0x22));

        // H: two stems with a bar between, I: one, at the pixels' middles; capitals are 15 pixels high, in the middle of 40.
        var advance = TextFont.Large.Width("H");
        Assert.All(Enumerable.Range(313, 14), y => Assert.Equal((ink, ink, ink), (picture[101, y], picture[111, y], picture[101 + advance, y])));
        Assert.Equal((paper, paper), (picture[106, 314], picture[106, 326]));
        Assert.NotEqual(paper, picture[106, 319]);
        Assert.Equal((paper, paper), (picture[101, 309], picture[101, 331]));
    }

    [Fact]
    public void Paint_Slider_IsFilledUpToItsLevel()
    {
        var slider = On(ElementRole.Slider, 0, 300, 360, 60, level: 0.25);
        var picture = Paint(false, 0, Page, slider);
        var (thumb, track) = (SliderTrack.PointOf(slider, 0.25), SliderTrack.Of(slider));

        Assert.Equal(picture[track.Left + 10, thumb.Y], picture[thumb.X - 15, thumb.Y]);
        Assert.Equal(picture[track.Right - 10, thumb.Y], picture[thumb.X + 15, thumb.Y]);
        Assert.NotEqual(picture[thumb.X - 15, thumb.Y], picture[thumb.X + 15, thumb.Y]);
        Assert.Equal(0.25, SliderTrack.LevelAt(slider, thumb), 0.005);
        Assert.Equal((0.0, 1.0), (SliderTrack.LevelAt(slider, new(0, 330)), SliderTrack.LevelAt(slider, new(359, 330))));
    }

    [Fact]
    public void Paint_Overlapping_TheLaterIsAbove()
    {
        var (card, button) = (On(ElementRole.Toast, 20, 300, 320, 80), On(ElementRole.Button, 100, 320, 100, 40, state: ElementState.Checked));

        Assert.NotEqual(Paint(false, 0, Page, card, button)[110, 340], Paint(false, 0, Page, button, card)[110, 340]);
        Assert.Equal(Paint(false, 0, Page, card)[110, 340], Paint(false, 0, Page, button, card)[110, 340]);
    }

    [Fact]
    public void Paint_Dialog_DimsWhatIsBelowAndNotItself()
    {
        var row = On(ElementRole.Row, 0, 100, 360, 60, "Row");
        var dialog = On(ElementRole.Surface, 40, 300, 280, 200, state: ElementState.Focused);
        var (plain, dimmed) = (Paint(false, 0, Page, row), Paint(false, 0, Page, row, dialog));

        Assert.True(dimmed[10, 10].Green < plain[10, 10].Green * 0.6);
        Assert.Equal(((byte)255, (byte)255, (byte)255), dimmed[180, 400]);
    }

    [Fact]
    public void Paint_UnknownIcon_IsItsFirstLetter()
    {
        static DecodedPng Icon(string name) => Paint(false, 0, Page, On(ElementRole.IconButton, 100, 300, 48, 48, icon: name));

        Assert.NotNull(Icon("zebra").DifferenceFrom(Icon("yak")));
        Assert.NotNull(Icon("zebra").DifferenceFrom(Icon("wifi")));
    }

    [Fact]
    public void Icons_AllNames_HaveTheirOwnPictures()
    {
        string[] wanted =
        [
            "wifi", "bluetooth", "airplane", "battery", "brightness", "sound", "apps", "folder", "file", "browser", "camera", "phone", "message",
            "clock", "gear", "keyboard", "trash", "search", "back", "home", "plus", "menu", "close", "more",
        ];

        Assert.All(wanted, name => Assert.NotNull(IconSet.Usual.Find(name)));
        Assert.Equal(wanted.Length, wanted.Select(name => Convert.ToHexString(IconSet.Usual.Find(name)!.Levels)).Distinct().Count());
    }

    [Fact]
    public void Paint_NothingOrBeyondTheScreen_IsAPicture()
    {
        Assert.Equal(Paint(false, 0)[0, 0], Paint(false, 0)[359, 719]);
        Assert.All(Enum.GetValues<ElementRole>(), role => DecodedPng.Of(ScreenPainter.Paint(Screen(true, -3,
        [
            On(role, -50, -50, 10, 10, "x", icon: ""), On(role, 350, 710, int.MaxValue, int.MaxValue, "long text that goes on", level: double.NaN),
            On(role, 5, 5, 0, 0, "\uD800\u0001", icon: "\uD800"), On(role, 5, 5, 3, 3, "text", (ElementState)31, "detail", "wifi", 99),
        ]))));
    }

    private static bool Holds(ScreenBounds outer, ScreenBounds inner) =>
        inner.Left >= outer.Left && inner.Top >= outer.Top && inner.Right <= outer.Right && inner.Bottom <= outer.Bottom;

    private static DecodedPng Paint(bool isDark, int accent, params ScreenElement[] elements) =>
        DecodedPng.Of(ScreenPainter.Paint(Screen(isDark, accent, [.. elements])));
}
