using System.Collections.Immutable;

namespace CuaRl.Core.Prompts;

/// <summary>A message of a conversation with a model.</summary>
/// <param name="Role">Whose it is: one of the names here.</param>
/// <param name="Parts">What it says, in order.</param>
public sealed record PromptMessage(string Role, ImmutableArray<PromptPart> Parts)
{
    /// <summary>Who says what the model is for and which tools it has.</summary>
    public const string System = "system";

    /// <summary>Who shows the screen and wants the next action.</summary>
    public const string User = "user";

    /// <summary>The model.</summary>
    public const string Assistant = "assistant";

    /// <summary>A message of words only.</summary>
    public static PromptMessage Of(string role, string text) => new(role, [new PromptPart.Text(text)]);
}
