namespace CuaRl.Core.Prompts.Tokens;

/// <summary>Turns text into a model's tokens and back.</summary>
public interface ITokenizer
{
    /// <summary>Adds the tokens of a text. What reads like a special token in it is text like any other.</summary>
    void Encode(string text, List<int> into);

    /// <summary>The text of tokens; special ones are left out, and bytes that are no UTF-8 become U+FFFD.</summary>
    string Decode(ReadOnlySpan<int> tokens);

    /// <summary>The token of a special name such as <c>&lt;|im_end|&gt;</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none by that name.</exception>
    int Special(string name);
}
