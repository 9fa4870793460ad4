using System.Globalization;
using System.Xml.Linq;
using CuaRl.Core.Pictures;

namespace CuaRl.Core.Tests.Pictures;

public sealed class RunTreePictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Draw_ThreeRuns_IsTheGoldenPicture()
    {
        var picture = RunTreePicture.Draw(
            "three runs",
            [
                Runs.Root("main", 40) with { Status = "completed", TotalReward = "40" },
                Runs.Branch("early", "main", 10, 25) with { Status = "failed" },
                Runs.Branch("late", "main", 30, 60),
            ]);

        Golden.Check("three-runs.svg", picture.ToSvg());
    }

    [Fact]
    public void Draw_TenRuns_NamesEveryRunAndItsNumbers()
    {
        var texts = Texts(Draw(Runs.Random(10, seed: 1)));

        Assert.All(Enumerable.Range(0, 10), i => Assert.Contains($"r{i}", texts));
        Assert.Contains("1,000", texts);
        Assert.Contains("10 runs", texts.Single(text => text.Contains("states", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Draw_ThousandRuns_DrawsEachAndNamesThoseThatHaveRoom()
    {
        var picture = RunTreePicture.Draw("many", Runs.Random(1000, seed: 2));
        var document = XDocument.Parse(picture.ToSvg());

        Assert.Equal(1000, document.Descendants(Svg + "title").Count());
        var rows = document.Descendants(Svg + "text")
            .Where(text => text.Value.StartsWith('r') && char.IsDigit(text.Value[^1]))
            .Select(text => double.Parse(text.Attribute("y")!.Value, CultureInfo.InvariantCulture))
            .Order()
            .ToArray();
        Assert.InRange(rows.Length, 100, 400);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 13, $"{pair} overlap"));
        Assert.InRange(picture.Height, 1000, 5000);
    }

    [Fact]
    public void Draw_MoreRunsThanFit_DrawsThoseWithMostBelowAndSaysSo()
    {
        var runs = Runs.Random(10_000, seed: 3);
        var picture = RunTreePicture.Draw("too many", runs);
        var document = XDocument.Parse(picture.ToSvg());

        Assert.Equal(RunTreePicture.MaxRuns, document.Descendants(Svg + "title").Count());
        Assert.Contains(Texts(document), text => text.Contains("10,000 runs", StringComparison.Ordinal)
            && text.Contains("drawn are the 2,000", StringComparison.Ordinal));
        Assert.InRange(picture.Height, 1000, 5000);
    }

    [Fact]
    public void Draw_Twice_IsTheSameText() =>
        Assert.Equal(
            RunTreePicture.Draw("t", Runs.Random(300, seed: 4)).ToSvg(), RunTreePicture.Draw("t", Runs.Random(300, seed: 4)).ToSvg());

    [Fact]
    public void Draw_TextThatIsMarkup_IsShownAsText()
    {
        const string Name = "</text><script>alert(\"1\")&</script>\u0001\uD800";
        var run = Runs.Root("r", 5) with { Name = Name, TotalReward = "{\"a\":\"<b>\"}" };

        var document = XDocument.Parse(RunTreePicture.Draw(Name, [run]).ToSvg());

        Assert.Empty(document.Descendants(Svg + "script"));
        Assert.Contains("<script>", document.Descendants(Svg + "title").Single().Value, StringComparison.Ordinal);
        Assert.Contains("\uFFFD", document.Descendants(Svg + "title").Single().Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Draw_HardlyAnything_IsAPicture(int count) =>
        Assert.NotNull(Draw([.. Enumerable.Repeat(Runs.Root("r", -1), count)]).Root);

    [Fact]
    public void Draw_RunThatHangsOnOneNotThere_IsDrawnAsARoot()
    {
        var document = Draw([Runs.Branch("b", "gone", 100, 110)]);

        Assert.Single(document.Descendants(Svg + "title"));
    }

    [Fact]
    public void Draw_EveryStatus_HasItsColourInTheLegend()
    {
        string[] statuses = ["active", "paused", "completed", "failed", "pruned"];

        var document = Draw([.. statuses.Select((status, i) => Runs.Root($"r{i}", 3) with { Status = status })]);

        Assert.All(statuses, status => Assert.Contains($"{status} 1", Texts(document)));
    }

    private static XDocument Draw(IReadOnlyList<PicturedRun> runs) => XDocument.Parse(RunTreePicture.Draw("title", runs).ToSvg());

    private static string[] Texts(XDocument document) => [.. document.Descendants(Svg + "text").Select(text => text.Value)];
}
