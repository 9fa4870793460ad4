using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>Screenshots side by side, in rows, each with its captions and a mark where the action was done: one SVG, whole in itself.</summary>
public static class ContactSheet
{
    private const double Margin = 28;
    private const double Gap = 20;
    private const double Head = 64;
    private const double CaptionHeight = 44;
    private const double TitleSize = 17;
    private const double CaptionSize = 13;
    private const double NoteSize = 11.5;

    /// <summary>Draws the screenshots in their order.</summary>
    /// <param name="title">What stands above all.</param>
    /// <param name="pictures">The screenshots.</param>
    /// <param name="columns">How many lie side by side, at least 1. Default: 5.</param>
    /// <param name="width">How wide each is drawn, in pixels. Default: 240.</param>
    public static Picture Draw(string title, IReadOnlyList<SheetPicture> pictures, int columns = 5, double width = 240)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        var canvas = new SvgCanvas();
        var perRow = Math.Clamp(pictures.Count, 1, columns);
        var total = (2 * Margin) + (perRow * (width + Gap)) - Gap;
        canvas.Text(Margin, Margin + TitleSize, TitleSize, Fit(title, total - (2 * Margin), TitleSize), "title");
        var top = Head;
        foreach (var row in pictures.Chunk(perRow))
        {
            var x = Margin;
            foreach (var picture in row)
            {
                Draw(canvas, picture, x, top, width);
                x += width + Gap;
            }

            top += CaptionHeight + row.Max(picture => picture.Size.Height * Scale(picture, width)) + Gap;
        }

        return new Picture(total, top + Margin - Gap, canvas.Body);
    }

    private static double Scale(SheetPicture picture, double width) => width / Math.Max(1, picture.Size.Width);

    private static void Draw(SvgCanvas canvas, SheetPicture picture, double x, double y, double width)
    {
        var scale = Scale(picture, width);
        canvas.OpenGroup(picture.Note.Length > 0 ? $"{picture.Caption}: {picture.Note}" : picture.Caption);
        canvas.Text(x, y + CaptionSize, CaptionSize, Fit(picture.Caption, width, CaptionSize), "title");
        canvas.Text(x, y + CaptionSize + 18, NoteSize, Fit(picture.Note, width, NoteSize), "faint");
        var (top, height) = (y + CaptionHeight, picture.Size.Height * scale);
        canvas.Image("image/png", picture.Png.Span, x, top, width, height);
        canvas.Rectangle("axis", x, top, width, height);
        if (picture.Action is { } action)
        {
            new ActionMark(canvas, x, top, scale).Draw(action);
        }

        canvas.CloseGroup();
    }
}
