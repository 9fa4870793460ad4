namespace CuaRl.Adapters.Trainers.Tinker.Wire;

/// <summary>A piece of a model's input: tokens of text, or a picture.</summary>
internal sealed record TinkerChunk
{
    public const string EncodedText = "encoded_text";
    public const string Image = "image";

    public required string Type { get; init; }

    /// <summary>The tokens of text.</summary>
    public int[]? Tokens { get; init; }

    /// <summary>A picture's bytes, in base64.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>A picture's format, <c>png</c> or <c>jpeg</c>.</summary>
    public string? Format { get; init; }

    /// <summary>How many positions a picture takes.</summary>
    public int? ExpectedTokens { get; init; }
}

/// <summary>A model's input.</summary>
internal sealed record TinkerInput(TinkerChunk[] Chunks);
