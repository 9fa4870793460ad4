using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

public sealed class CoordinateSpaceTests
{
    private const int Draws = 400;

    private static readonly ScreenSize Phone = new(1080, 2400);

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 50));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(500, 500, 540, 1200)]
    [InlineData(1000, 1000, 1079, 2399)]
    [InlineData(999.6, 1009.9, 1079, 2399)]
    [InlineData(-0.4, 0.2, 0, 0)]
    [InlineData(333, 1, 360, 2)]
    public void ToScreen_OfThousandths_ScalesRoundsAndStaysOnTheScreen(double x, double y, int column, int row) =>
        Assert.Equal(new ScreenPoint(column, row), CoordinateSpace.Relative(1000).ToScreen(x, y, Phone));

    [Theory]
    [InlineData(539, 1199, 1078, 2398)]
    [InlineData(540, 1200, 1079, 2399)]
    [InlineData(1.25, 1.2, 3, 2)]
    public void ToScreen_OfPixelsOfASmallerPicture_Scales(double x, double y, int column, int row) =>
        Assert.Equal(new ScreenPoint(column, row), CoordinateSpace.Absolute(new ScreenSize(540, 1200)).ToScreen(x, y, Phone));

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    [InlineData(1011, 5)]
    [InlineData(5, 2000)]
    [InlineData(double.NaN, 5)]
    [InlineData(double.PositiveInfinity, 5)]
    [InlineData(1e300, 5)]
    public void ToScreen_OfPlacesBeyond_IsNowhere(double x, double y) =>
        Assert.Null(CoordinateSpace.Relative(1000).ToScreen(x, y, Phone));

    [Fact]
    public void Relative_Of999_ReachesTheEdgeAt999()
    {
        Assert.Equal(new ScreenPoint(1079, 2399), CoordinateSpace.Relative(999).ToScreen(999, 999, Phone));
        Assert.Equal((998, 999), CoordinateSpace.Relative(999).FromScreen(new ScreenPoint(1079, 2399), Phone));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, -1)]
    public void Absolute_OfNoPicture_IsRefused(int width, int height) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CoordinateSpace.Absolute(new ScreenSize(width, height)));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void FromScreen_AndBack_IsTheSameWithinAUnitOfTheCoarserSide(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Draws; i++)
        {
            var screen = new ScreenSize(random.Next(1, 4000), random.Next(1, 4000));
            var space = random.Next(3) switch
            {
                0 => CoordinateSpace.Relative(1000),
                1 => CoordinateSpace.Relative(999),
                _ => CoordinateSpace.Absolute(new ScreenSize(random.Next(1, 4000), random.Next(1, 4000))),
            };
            var point = new ScreenPoint(random.Next(screen.Width), random.Next(screen.Height));

            var (x, y) = space.FromScreen(point, screen);
            var back = space.ToScreen(x, y, screen)!.Value;

            Assert.True(screen.Contains(back));
            Assert.InRange(Math.Abs(back.X - point.X), 0, Math.Max(1, (double)screen.Width / space.Width));
            Assert.InRange(Math.Abs(back.Y - point.Y), 0, Math.Max(1, (double)screen.Height / space.Height));
        }
    }
}
