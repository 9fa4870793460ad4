using System.Collections.Immutable;

namespace CuaRl.Core.Devices.Formats;

/// <summary>The way in which a family of models calls its tools.</summary>
public interface IActionFormat
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>The coordinates in which a model of this family speaks.</summary>
    /// <param name="image">The size of the picture as the model sees it, after every resizing.</param>
    CoordinateSpace Space(ScreenSize image);

    /// <summary>
    /// What a model asks for. There is no answer that cannot be parsed: what is wrong with a call is a parsed call, too.
    /// </summary>
    /// <param name="answer">What it answered: text, or the JSON of the provider's interface, as it came.</param>
    /// <param name="view">What it saw.</param>
    /// <returns>Its calls in their order, at least one. What follows an error within one call is left out.</returns>
    ImmutableArray<ParsedCall> Parse(string answer, ScreenView view);

    /// <summary>How a model of this family would ask for an action.</summary>
    /// <param name="action">The action, in pixels of the screen.</param>
    /// <param name="view">What the model saw.</param>
    /// <returns>Null when it has no words for it.</returns>
    EncodedCall? Encode(ScreenAction action, ScreenView view);
}
