using System.Globalization;
using System.Xml.Linq;
using CuaRl.Core.Devices;
using CuaRl.Core.Pictures;

namespace CuaRl.Core.Tests.Pictures;

public sealed class ContactSheetTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly ScreenSize Size = new(360, 720);
    private static readonly byte[] Png = [1, 2, 3, 4, 5];

    [Fact]
    public void Draw_ThreeActions_IsTheGoldenSheet() => Golden.Check("contact-sheet.svg", ContactSheet.Draw(
        "settings_wifi: solved",
        [
            Shot("Turn 1", "tap 10, 20", new ScreenAction.Tap(new(10, 20))),
            Shot("Turn 2", "swipe up", new ScreenAction.Swipe(new(180, 600), new(180, 200), TimeSpan.FromSeconds(0.3))),
            Shot("Turn 3", "type \"a & b\"", new ScreenAction.TypeText("a & b")),
        ],
        columns: 2).ToSvg());

    [Fact]
    public void Draw_SevenPictures_LieInRowsWithoutOverlap()
    {
        var picture = ContactSheet.Draw("t", [.. Enumerable.Range(1, 7).Select(i => Shot($"Turn {i}", "wait"))], columns: 3, width: 180);
        var places = XDocument.Parse(picture.ToSvg()).Descendants(Svg + "image").Select(Place).ToArray();

        Assert.Equal(7, places.Length);
        Assert.Equal([3, 3, 1], places.GroupBy(place => place.Y).Select(row => row.Count()));
        Assert.All(places, place => Assert.True(place.X + 180 <= picture.Width && place.Y + 360 <= picture.Height, $"{place} is cut off"));
        Assert.Equal(7, places.Distinct().Count());
    }

    [Fact]
    public void Draw_Picture_IsEmbeddedAndCaptioned()
    {
        var document = XDocument.Parse(ContactSheet.Draw("<title>", [Shot("Turn <1>", "tap & hold")]).ToSvg());

        var link = document.Descendants(Svg + "image").Single().Attribute("href")!.Value;
        Assert.Equal(Png, Convert.FromBase64String(link["data:image/png;base64,".Length..]));
        Assert.Equal(["<title>", "Turn <1>", "tap & hold"], document.Descendants(Svg + "text").Select(text => text.Value));
    }

    [Fact]
    public void Draw_Tap_IsARingAroundItsPixel()
    {
        var document = XDocument.Parse(ContactSheet.Draw("t", [Shot("1", "", new ScreenAction.Tap(new(90, 360)))], width: 180).ToSvg());

        var picture = Place(document.Descendants(Svg + "image").Single());
        var ring = document.Descendants(Svg + "circle").Last();
        Assert.Equal(picture.X + 45.25, Number(ring, "cx"));
        Assert.Equal(picture.Y + 180.25, Number(ring, "cy"));
    }

    [Fact]
    public void Draw_EveryAction_HasAMarkWhereItHasAPlace()
    {
        var at = new ScreenPoint(50, 60);
        (ScreenAction Action, int Marks)[] actions =
        [
            (new ScreenAction.Tap(at), 2), (new ScreenAction.Click(at, PointerButton.Right), 2), (new ScreenAction.DoubleTap(at), 4),
            (new ScreenAction.LongPress(at, TimeSpan.FromSeconds(1)), 3), (new ScreenAction.Move(at), 1),
            (new ScreenAction.Swipe(at, at, TimeSpan.Zero), 3), (new ScreenAction.Drag([at, new(70, 80), new(9, 9)]), 3),
            (new ScreenAction.Drag([]), 0), (new ScreenAction.Scroll(at, 0, 100), 3), (new ScreenAction.TypeText("x"), 0),
            (new ScreenAction.PressKeys(["enter"]), 0), (new ScreenAction.PressButton(DeviceButton.Back), 0),
            (new ScreenAction.Wait(TimeSpan.FromSeconds(1)), 0),
        ];

        Assert.All(actions, row =>
        {
            var document = XDocument.Parse(ContactSheet.Draw("t", [Shot("1", "", row.Action)]).ToSvg());
            Assert.Equal(row.Marks, document.Descendants().Count(mark => mark.Attribute("class")?.Value is "rim" or "act" or "spot"));
            Assert.DoesNotContain("NaN", document.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Draw_Nothing_IsAPicture() => Assert.NotNull(XDocument.Parse(ContactSheet.Draw("none", []).ToSvg()).Root);

    private static SheetPicture Shot(string caption, string note, ScreenAction? action = null) => new(Png, Size, caption, note, action);

    private static (double X, double Y) Place(XElement image) => (Number(image, "x"), Number(image, "y"));

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
