using System.Text;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

public sealed class StoredScreenTests
{
    private static readonly DeviceElement Slider = new()
    {
        Role = "slider", Text = "Brightness\n30 %", Left = 4, Top = 116, Width = 352, Height = 72, States = ["clickable"], Level = 0.1 + 0.2,
    };

    [Fact]
    public void Write_OfAScreen_IsCompactJsonThatIsReadAsTheSame()
    {
        var screen = StoredScreen.Of(new ScreenSize(360, 720), [Slider, new DeviceElement { Role = "surface", Width = 360, Height = 720 }]);

        var read = StoredScreen.Read(screen.Write());

        Assert.Equal(
            """
            {"width":360,"height":720,"elements":[{"role":"slider","text":"Brightness\n30 %","left":4,"top":116,"width":352,"height":72,"states":["clickable"],"level":0.30000000000000004},{"role":"surface","width":360,"height":720}]}
            """,
            Encoding.UTF8.GetString(screen.Write()));
        Assert.Equal(new ScreenSize(360, 720), read.Size());
        Assert.Equal(screen.Write(), read.Write());
        Assert.Equal(Slider.Level, read.Elements[0].Level);
    }

    /// <summary>Whatever an agent typed or a device says: what is decided on is what is read again.</summary>
    [Fact]
    public void Of_TextOfAnyKind_IsWhatIsReadAgain()
    {
        foreach (var (text, kept) in new[]
        {
            ("a\0b", "a\uFFFDb"), ("half \uD800 pair", "half \uFFFD pair"),
            ("\uD83D\uDE00 \u00FC \"quoted\" </b>", "\uD83D\uDE00 \u00FC \"quoted\" </b>"),
        })
        {
            var screen = StoredScreen.Of(new ScreenSize(360, 720), [Slider with { Text = text }]);

            Assert.Equal(kept, screen.Seen()[0].Text);
            Assert.Equal<ScreenElement>(screen.Seen(), StoredScreen.Read(screen.Write()).Seen());
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Of_ALevelThatIsNoNumber_HasNone(double level) =>
        Assert.Null(StoredScreen.Of(new ScreenSize(360, 720), [Slider with { Level = level }]).Elements[0].Level);

    [Fact]
    public void Read_OfElementsWithLessOrMoreThanOurs_TakesThem()
    {
        var read = StoredScreen.Read("""{"width":1,"height":2,"elements":[{"role":"row","icon":"wifi"}],"theme":"dark"}"""u8);

        var element = Assert.Single(read.Seen());
        Assert.Equal(("", ElementState.None), (element.Text, element.State));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"width":360,"height":720}""")]
    [InlineData("""{"width":360,"height":720,"elements":[{"text":"no role"}]}""")]
    [InlineData("""{"width":360,"height":720,"elements":[{"role":null}]}""")]
    public void Read_OfSomethingElse_SaysWhy(string json) => Assert.StartsWith(
        "elements: cannot be read: ",
        Assert.Throws<FormatException>(() => StoredScreen.Read(Encoding.UTF8.GetBytes(json))).Message,
        StringComparison.Ordinal);
}
