namespace CuaRl.Core.Devices.Formats.Qwen;

/// <summary>The size to which Qwen's processors bring a picture, and in whose pixels Qwen2.5-VL speaks.</summary>
public static class QwenResize
{
    /// <summary>The multiple that both sides are of: two patches of 14 pixels.</summary>
    public const int Factor25 = 28;

    /// <summary>
    /// Both sides rounded to a multiple, then, where the area leaves its limits, both scaled alike and rounded inwards
    /// (<c>smart_resize</c> of qwen-vl-utils).
    /// </summary>
    /// <param name="picture">The size of the picture.</param>
    /// <param name="factor">The multiple.</param>
    /// <param name="leastPixels">The smallest area; the processor's default is 56 times 56.</param>
    /// <param name="mostPixels">The largest area; the processor's default is 12,845,056.</param>
    public static ScreenSize Of(
        ScreenSize picture, int factor = Factor25, int leastPixels = 56 * 56, int mostPixels = 12_845_056)
    {
        double area = (long)picture.Width * picture.Height;
        var (width, height) = (Nearest(picture.Width, factor), Nearest(picture.Height, factor));
        if ((long)width * height > mostPixels)
        {
            var scale = Math.Sqrt(area / mostPixels);
            return new ScreenSize(
                Math.Max(factor, (int)Math.Floor(picture.Width / scale / factor) * factor),
                Math.Max(factor, (int)Math.Floor(picture.Height / scale / factor) * factor));
        }

        if ((long)width * height < leastPixels)
        {
            var scale = Math.Sqrt(leastPixels / area);
            return new ScreenSize(
                (int)Math.Ceiling(picture.Width * scale / factor) * factor,
                (int)Math.Ceiling(picture.Height * scale / factor) * factor);
        }

        return new ScreenSize(width, height);
    }

    private static int Nearest(int side, int factor) => Math.Max(factor, (int)Math.Round((double)side / factor) * factor);
}
