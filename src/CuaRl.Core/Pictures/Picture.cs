using System.Text;

namespace CuaRl.Core.Pictures;

/// <summary>A drawing, to be written as an SVG document or set among others.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Body">SVG elements that use the classes of <see cref="PictureStyle"/>.</param>
public sealed record Picture(double Width, double Height, string Body)
{
    private const string Namespace = "http://www.w3.org/2000/svg";

    /// <summary>The SVG document: the same text for the same drawing, readable on a light and a dark screen.</summary>
    public string ToSvg()
    {
        var svg = new StringBuilder();
        svg.Append(SvgText.Invariant, $"<svg xmlns=\"{Namespace}\" width=\"{SvgText.Number(Width)}\" ");
        svg.Append(SvgText.Invariant, $"height=\"{SvgText.Number(Height)}\" ");
        svg.Append(SvgText.Invariant, $"viewBox=\"0 0 {SvgText.Number(Width)} {SvgText.Number(Height)}\" role=\"img\">\n");
        svg.Append("<style>\n").Append(PictureStyle.Sheet).Append("</style>\n");
        svg.Append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        return svg.Append(Body).Append("</svg>\n").ToString();
    }

    /// <summary>The pictures below each other.</summary>
    public static Picture Stack(params ReadOnlySpan<Picture> pictures)
    {
        var body = new StringBuilder();
        var (width, height) = (0.0, 0.0);
        foreach (var picture in pictures)
        {
            body.Append(SvgText.Invariant, $"<g transform=\"translate(0 {SvgText.Number(height)})\">\n{picture.Body}</g>\n");
            width = Math.Max(width, picture.Width);
            height += picture.Height;
        }

        return new Picture(width, height, body.ToString());
    }
}
