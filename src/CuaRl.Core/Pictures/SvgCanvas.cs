using System.Text;
using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>Writes SVG elements; all text goes through <see cref="SvgText.Escape"/>.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _body = new();

    public string Body => _body.ToString();

    public void Line(string css, double x1, double y1, double x2, double y2) =>
        _body.Append(Invariant, $"<path class=\"{css}\" d=\"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}\"/>\n");

    public void Path(string css, string data, double strokeWidth, string more = "") =>
        _body.Append(Invariant, $"<path class=\"{css}\" stroke-width=\"{Number(strokeWidth)}\" d=\"{data}\"{more}/>\n");

    public void Rectangle(string css, double x, double y, double width, double height, double corner = 0) =>
        _body.Append(Invariant, $"<rect class=\"{css}\" x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" ")
            .Append(Invariant, $"height=\"{Number(height)}\"{(corner > 0 ? $" rx=\"{Number(corner)}\"" : "")}/>\n");

    public void Circle(string css, double x, double y, double radius, double strokeWidth = 0) =>
        _body.Append(Invariant, $"<circle class=\"{css}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"")
            .Append(strokeWidth > 0 ? $" stroke-width=\"{Number(strokeWidth)}\"" : "")
            .Append("/>\n");

    public void Text(double x, double y, double size, string text, string css = "", string anchor = "start") =>
        _body.Append(Invariant, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\"")
            .Append(css.Length > 0 ? $" class=\"{css}\"" : "")
            .Append(anchor != "start" ? $" text-anchor=\"{anchor}\"" : "")
            .Append('>').Append(Escape(text)).Append("</text>\n");

    /// <summary>A picture, whole within the document.</summary>
    public void Image(string mediaType, ReadOnlySpan<byte> bytes, double x, double y, double width, double height) =>
        _body.Append(Invariant, $"<image x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\" ")
            .Append(Invariant, $"href=\"data:{mediaType};base64,{Convert.ToBase64String(bytes)}\"/>\n");

    /// <summary>Opens a group; a pointer that rests on it shows the text.</summary>
    public void OpenGroup(string hint) => _body.Append("<g><title>").Append(Escape(hint)).Append("</title>\n");

    public void CloseGroup() => _body.Append("</g>\n");
}
