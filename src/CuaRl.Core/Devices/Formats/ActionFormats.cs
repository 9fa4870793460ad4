using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats.Anthropic;
using CuaRl.Core.Devices.Formats.CuaRl;
using CuaRl.Core.Devices.Formats.OpenAi;
using CuaRl.Core.Devices.Formats.Qwen;

namespace CuaRl.Core.Devices.Formats;

/// <summary>Formats by name. It is immutable: <see cref="With"/> gives another one that knows more.</summary>
public sealed class ActionFormats
{
    private readonly ImmutableSortedDictionary<string, IActionFormat> _formats;

    private ActionFormats(ImmutableSortedDictionary<string, IActionFormat> formats) => _formats = formats;

    /// <summary>The formats of cua_rl, OpenAI, Anthropic and Qwen; the folder's README describes them.</summary>
    public static ActionFormats BuiltIn { get; } = new(
        ((ActionFormat[])[CuaRlFormat.Create(), OpenAiFormat.Create(), .. AnthropicFormat.All(), .. QwenFormat.All()])
        .ToImmutableSortedDictionary(format => format.Name, IActionFormat (format) => format, StringComparer.Ordinal));

    /// <summary>The call of cua_rl's <c>finish</c> that claims success and says something, or nothing.</summary>
    public static EncodedCall EncodeFinish(string message) => CuaRlFormat.WriteFinish(message);

    /// <summary>The names, sorted.</summary>
    public IEnumerable<string> Names => _formats.Keys;

    /// <summary>These formats with one more, or another one by that name.</summary>
    public ActionFormats With(IActionFormat format) => new(_formats.SetItem(format.Name, format));

    /// <summary>What is wrong with a name, as a sentence; null when there is such a format.</summary>
    public string? Problem(string name) =>
        _formats.ContainsKey(name) ? null : $"no action format '{name}'; there are {string.Join(", ", Names)}";

    /// <summary>The format by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message names those there are.</exception>
    public IActionFormat Find(string name) =>
        _formats.TryGetValue(name, out var format) ? format : throw new KeyNotFoundException(Problem(name));
}
