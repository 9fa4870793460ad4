namespace CuaRl.Core.Prompts.Tokens;

/// <summary>The special tokens of ChatML, as Qwen's vision models have them.</summary>
public static class ChatTokens
{
    /// <summary>Begins a message; its role follows.</summary>
    public const string Start = "<|im_start|>";

    /// <summary>Ends a message. A model that has said all samples it.</summary>
    public const string End = "<|im_end|>";

    /// <summary>Stands before a picture.</summary>
    public const string PictureStart = "<|vision_start|>";

    /// <summary>Stands behind a picture.</summary>
    public const string PictureEnd = "<|vision_end|>";
}
