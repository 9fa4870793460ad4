using System.Xml.Linq;
using CuaRl.Core.Pictures;

namespace CuaRl.Core.Tests.Pictures;

public sealed class LineChartPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draw_TwoSeries_DrawsAndNamesBothWithTheirLastValue()
    {
        var document = Draw(new("main", [(0, 10), (100, 200)]), new("<branch>", [(50, 10), (100, 25)]));

        Assert.Equal(["main", "<branch>"], document.Descendants(Svg + "title").Select(title => title.Value));
        var texts = document.Descendants(Svg + "text").Select(text => text.Value).ToArray();
        Assert.Contains("main  200", texts);
        Assert.Contains("<branch>  25", texts);
        Assert.Contains("here", texts);
    }

    [Fact]
    public void Draw_VeryManyPoints_KeepsTheExtremesAndStaysSmall()
    {
        var points = Enumerable.Range(0, 100_000).Select(i => ((double)i, i == 54_321 ? 1000.0 : i % 7)).ToArray();

        var document = Draw(new ChartSeries("long", points));

        var data = document.Descendants(Svg + "g").Single().Element(Svg + "path")!.Attribute("d")!.Value;
        Assert.InRange(data.Length, 1000, 40_000);
        Assert.Contains(document.Descendants(Svg + "text"), text => text.Value == "1,000");
        Assert.Contains(" 107.54", data, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData(double.NaN)]
    [InlineData(5.0)]
    [InlineData(5.0, 5.0)]
    [InlineData(-3.0, double.PositiveInfinity, -4.0)]
    public void Draw_HardlyAnything_IsAPicture(params double[] values) =>
        Assert.DoesNotContain(
            "NaN", Draw(new ChartSeries("few", [.. values.Select((value, i) => ((double)i, value))])).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Stack_OfPictures_IsOneBelowTheOther()
    {
        var stack = Picture.Stack(new Picture(100, 30, "<g/>"), new Picture(80, 20, "<g/>"));

        Assert.Equal((100, 50), (stack.Width, stack.Height));
        Assert.Contains("translate(0 30)", stack.ToSvg(), StringComparison.Ordinal);
    }

    private static XDocument Draw(params ChartSeries[] series) => XDocument.Parse(
        new LineChartPicture { Title = "t", XName = "x", YName = "y", Series = series, Marks = [(60, "here")] }.Draw().ToSvg());
}
