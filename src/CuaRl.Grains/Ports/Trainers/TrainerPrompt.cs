namespace CuaRl.Grains.Ports;

/// <summary>How a model is prompted.</summary>
public sealed record TrainerPrompt
{
    /// <summary>The name of the renderer; null for the model's usual way.</summary>
    public string? Renderer { get; init; }

    /// <summary>The model whose tokenizer is used; null for the base model.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>The most tokens of a response.</summary>
    public int MaxTokens { get; init; } = 2048;

    /// <summary>The kind of device that it acts on.</summary>
    public string BoxType { get; init; } = "";
}
