using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>How a run's status looks: a colour, and a shape for those who cannot tell the colours apart.</summary>
internal static class RunMarks
{
    private static readonly string[] Known = ["active", "paused", "completed", "failed", "pruned"];

    public static string ClassOf(string status) => Array.IndexOf(Known, status) >= 0 ? status : "other";

    public static int Rank(IGrouping<string, PicturedRun> status) =>
        Array.IndexOf(Known, status.Key) is >= 0 and var rank ? rank : Known.Length;

    /// <summary>The mark at a run's end: open while it goes on, two bars when paused, full when completed, a cross when failed.</summary>
    public static void End(SvgCanvas canvas, string status, double x, double y, double radius)
    {
        var css = ClassOf(status);
        switch (css)
        {
            case "completed":
                canvas.Circle("completed-fill", x, y, radius);
                break;
            case "failed":
                var (left, right) = (Number(x - radius * 0.8), Number(x + radius * 0.8));
                var (top, bottom) = (Number(y - radius * 0.8), Number(y + radius * 0.8));
                canvas.Circle("paper", x, y, radius + 1);
                canvas.Path($"run {css}", $"M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}", 2.4);
                break;
            case "paused":
                canvas.Circle($"hollow {css}", x, y, radius, 1.6);
                var bars = $"V{Number(y + radius * 0.4)}";
                canvas.Path(
                    $"run {css}",
                    $"M{Number(x - radius * 0.3)} {Number(y - radius * 0.4)}{bars}M{Number(x + radius * 0.3)} {Number(y - radius * 0.4)}{bars}",
                    1.4);
                break;
            default:
                canvas.Circle($"hollow {css}", x, y, radius, 2);
                break;
        }
    }
}
