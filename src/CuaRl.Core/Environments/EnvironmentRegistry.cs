using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Environments;

/// <summary>Environments by name. It is immutable: <see cref="With"/> gives another one that knows more.</summary>
public sealed class EnvironmentRegistry
{
    private readonly ImmutableSortedDictionary<string, Func<JsonElement, IEnvironment>> _makers;

    private EnvironmentRegistry(ImmutableSortedDictionary<string, Func<JsonElement, IEnvironment>> makers) => _makers = makers;

    /// <summary>The environments in the box: CartPole-v1 and FrozenLake-v1.</summary>
    public static EnvironmentRegistry BuiltIn { get; } =
        new EnvironmentRegistry(ImmutableSortedDictionary.Create<string, Func<JsonElement, IEnvironment>>(StringComparer.Ordinal))
            .With("CartPole-v1", _ => new CartPole())
            .With("FrozenLake-v1", CreateLake);

    /// <summary>The names, sorted.</summary>
    public IEnumerable<string> Names => _makers.Keys;

    /// <summary>This registry with one environment more, or another one by that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes it from its settings, a JSON object; a <see cref="FormatException"/> says which is wrong.</param>
    public EnvironmentRegistry With(string name, Func<JsonElement, IEnvironment> create) => new(_makers.SetItem(name, create));

    /// <summary>Makes an environment.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="config">Its settings, a JSON object; empty for its defaults.</param>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message names those there are.</exception>
    /// <exception cref="FormatException">A setting is wrong.</exception>
    public IEnvironment Create(string name, ReadOnlySpan<byte> config = default) =>
        _makers.TryGetValue(name, out var create)
            ? create(EnvironmentJson.ReadObject(config.IsEmpty ? "{}"u8 : config))
            : throw new KeyNotFoundException($"no environment '{name}'; there are {string.Join(", ", Names)}");

    private static FrozenLake CreateLake(JsonElement config) => new(
        config.Text("map_name", "4x4") switch
        {
            "4x4" => false,
            "8x8" => true,
            _ => throw new FormatException("map_name: must be 4x4 or 8x8"),
        },
        config.Truth("is_slippery", otherwise: true));
}
