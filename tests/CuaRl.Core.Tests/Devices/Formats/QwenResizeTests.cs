using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats.Qwen;

namespace CuaRl.Core.Tests.Devices.Formats;

public sealed class QwenResizeTests
{
    [Theory]
    [InlineData(1080, 2400, 1092, 2408)]
    [InlineData(1920, 1080, 1932, 1092)]
    [InlineData(1280, 800, 1288, 812)]
    [InlineData(28, 56, 56, 84)]
    [InlineData(10, 10, 56, 56)]
    [InlineData(5000, 5000, 3556, 3556)]
    public void Of_Pictures_IsTheSizeOfTheProcessor(int width, int height, int newWidth, int newHeight) =>
        Assert.Equal(new ScreenSize(newWidth, newHeight), QwenResize.Of(new ScreenSize(width, height)));

    [Fact]
    public void Of_APictureOverALowerLimit_IsRoundedInwards() =>
        Assert.Equal(new ScreenSize(1316, 728), QwenResize.Of(new ScreenSize(1920, 1080), mostPixels: 1280 * 28 * 28));
}
