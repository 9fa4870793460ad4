using System.Collections.Immutable;

namespace CuaRl.Core.Prompts.Styles;

/// <summary>The styles of prompts by name.</summary>
public static class PromptStyles
{
    /// <summary>
    /// The name of a renderer that is the server's own: it is asked by its OpenAI-compatible route, in the style of the model, and gives no
    /// tokens to train on.
    /// </summary>
    public const string Chat = "chat";

    private static readonly ImmutableArray<(IPromptStyle Style, string Models)> Known =
    [
        (new QwenVisionStyle(), "Qwen/Qwen3-VL"),
        (new ByteStyle(), "cuarl/bytes"),
    ];

    /// <summary>The names.</summary>
    public static ImmutableArray<string> Names => [.. Known.Select(known => known.Style.Name), Chat];

    /// <summary>The style of a name, else that of a model; null where there is none.</summary>
    /// <param name="name">The name that a configuration gives; null for the model's usual way.</param>
    /// <param name="model">The base model.</param>
    public static IPromptStyle? Find(string? name, string model) => name is null or Chat
        ? Known.FirstOrDefault(known => model.StartsWith(known.Models, StringComparison.Ordinal)).Style
        : Known.FirstOrDefault(known => known.Style.Name == name).Style;

    /// <summary>What is wrong with a name for a model, as a sentence; null when nothing is.</summary>
    public static string? Problem(string? name, string model) =>
        Find(name, model) is not null ? null
        : name is null or Chat ? $"it is not known how {model} is prompted: give one of {string.Join(", ", Names)}"
        : $"there is no renderer '{name}'; there are {string.Join(", ", Names)}";
}
