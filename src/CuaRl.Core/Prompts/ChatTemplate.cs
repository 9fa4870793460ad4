using System.Text;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.Core.Prompts;

/// <summary>
/// Conversations as ChatML: each message between its marks, pictures between theirs. What a model was shown in a turn goes on where the
/// turn before ended, token by token, so that a whole rollout is one sequence to train on.
/// </summary>
/// <param name="tokenizer">The model's tokenizer.</param>
/// <param name="positions">How many positions a picture takes in the model's input.</param>
public sealed class ChatTemplate(ITokenizer tokenizer, Func<PromptPart.Picture, int> positions)
{
    private readonly int _start = tokenizer.Special(ChatTokens.Start);
    private readonly int _pictureStart = tokenizer.Special(ChatTokens.PictureStart);
    private readonly int _pictureEnd = tokenizer.Special(ChatTokens.PictureEnd);

    /// <summary>The token that ends what a model says.</summary>
    public int Stop { get; } = tokenizer.Special(ChatTokens.End);

    /// <summary>Begins a conversation, up to where the model goes on.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="pictures">Gives the codes that pictures stand as.</param>
    public int[] Begin(IEnumerable<PromptMessage> messages, PictureTable pictures)
    {
        var elements = new List<int>();
        Add(elements, messages, pictures, new StringBuilder());
        return [.. elements];
    }

    /// <summary>Goes on with one: what was shown, what the model said to it, and what it is shown then.</summary>
    /// <param name="shown">What it was shown.</param>
    /// <param name="said">The tokens of what it said, the one that ends it among them or not.</param>
    /// <param name="messages">The next messages.</param>
    /// <param name="pictures">Gives the codes that pictures stand as.</param>
    public int[] Continue(
        ReadOnlySpan<int> shown, ReadOnlySpan<int> said, IEnumerable<PromptMessage> messages, PictureTable pictures)
    {
        var elements = new List<int>(shown.Length + said.Length + 256);
        elements.AddRange(shown);
        elements.AddRange(said);
        if (said.IsEmpty || said[^1] != Stop)
        {
            elements.Add(Stop);
        }

        Add(elements, messages, pictures, new StringBuilder("\n"));
        return [.. elements];
    }

    /// <summary>The text of what a model said.</summary>
    public string Read(ReadOnlySpan<int> said) => tokenizer.Decode(said is [.., var last] && last == Stop ? said[..^1] : said);

    private void Add(List<int> into, IEnumerable<PromptMessage> messages, PictureTable pictures, StringBuilder text)
    {
        foreach (var message in messages)
        {
            Mark(into, text, _start);
            text.Append(message.Role).Append('\n');
            foreach (var part in message.Parts)
            {
                Add(into, part, pictures, text);
            }

            Mark(into, text, Stop);
            text.Append('\n');
        }

        Mark(into, text, _start);
        tokenizer.Encode($"{PromptMessage.Assistant}\n", into);
    }

    private void Add(List<int> into, PromptPart part, PictureTable pictures, StringBuilder text)
    {
        switch (part)
        {
            case PromptPart.Text words:
                text.Append(words.Value);
                break;
            case PromptPart.Picture picture:
                Mark(into, text, _pictureStart);
                into.Add(pictures.CodeOf(new PictureChunk(picture.Sha256, picture.Format, positions(picture))));
                into.Add(_pictureEnd);
                break;
        }
    }

    /// <summary>Text between marks is cut into words as a whole: where parts of it meet, a word may go across.</summary>
    private void Mark(List<int> into, StringBuilder text, int mark)
    {
        tokenizer.Encode(text.ToString(), into);
        text.Clear();
        into.Add(mark);
    }
}
