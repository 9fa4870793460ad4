namespace CuaRl.Core.Prompts;

/// <summary>A part of what a message says.</summary>
public abstract record PromptPart
{
    private PromptPart()
    {
    }

    /// <summary>Words: <c>input_text</c> in the form of a record.</summary>
    /// <param name="Value">The words.</param>
    public sealed record Text(string Value) : PromptPart;

    /// <summary>A picture: <c>input_image</c> in the form of a record.</summary>
    /// <param name="Sha256">The hash of its bytes, hexadecimal.</param>
    /// <param name="Format">Its format as Tinker names it, <c>png</c> or <c>jpeg</c>.</param>
    /// <param name="Width">How wide it is, in pixels.</param>
    /// <param name="Height">How high it is, in pixels.</param>
    public sealed record Picture(string Sha256, string Format, int Width, int Height) : PromptPart;
}
