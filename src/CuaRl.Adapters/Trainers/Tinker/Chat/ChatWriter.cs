using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Prompts;

namespace CuaRl.Adapters.Trainers.Tinker.Chat;

/// <summary>Messages as OpenAI's chat route takes them: <c>input_text</c> as text, <c>input_image</c> as an address with the picture in it.</summary>
internal static class ChatWriter
{
    /// <param name="message">The message.</param>
    /// <param name="contents">The bytes of pictures by hash.</param>
    public static ChatMessage Write(PromptMessage message, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents) =>
        new(message.Role, [.. message.Parts.Select(part => Write(part, contents))]);

    private static ChatPart Write(PromptPart part, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> contents) => part switch
    {
        PromptPart.Text text => new ChatPart("text") { Text = text.Value },
        PromptPart.Picture picture => new ChatPart("image_url")
        {
            ImageUrl = new ChatImage($"data:image/{picture.Format};base64,{Convert.ToBase64String(contents[picture.Sha256].Span)}"),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "no part that is known"),
    };
}
