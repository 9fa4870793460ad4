using System.Collections.Immutable;

namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>One setting of a training, as configurations and the command line name it.</summary>
public sealed record Flag
{
    private readonly Func<string, FlagText> _read;

    internal Flag(string name, FlagKind kind, string takes, string effect, Func<string, FlagText> read) =>
        (Name, Kind, Takes, Effect, _read) = (name, kind, takes, effect, read);

    /// <summary>Its name, in snake case.</summary>
    public string Name { get; }

    public FlagKind Kind { get; }

    /// <summary>Which values it takes, with their unit.</summary>
    public string Takes { get; }

    /// <summary>What it does, in a sentence.</summary>
    public string Effect { get; }

    /// <summary>The part of the table that it stands in.</summary>
    public string Part { get; internal init; } = "";

    /// <summary>Whether it can have no value.</summary>
    public bool IsOptional { get; internal init; }

    /// <summary>Whether its value is a secret, which is neither shown nor stored.</summary>
    public bool IsSecret { get; internal init; }

    /// <summary>A variable that other programs read too and that sets this flag; null for none.</summary>
    public string? SharedVariable { get; internal init; }

    /// <summary>The only trainer that has use for it; null when all have.</summary>
    public string? OnlyOf { get; internal init; }

    /// <summary>Why other trainers have no use for it; null when they have.</summary>
    public string? WhyNotOthers { get; internal init; }

    /// <summary>The variable that sets it.</summary>
    public string Variable => $"{FlagVariables.Prefix}{Name.ToUpperInvariant()}";

    /// <summary>Its defaults by trainer; none for a trainer without.</summary>
    public ImmutableDictionary<string, string> Defaults { get; internal init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The default of a trainer; null for no value.</summary>
    public string? DefaultOf(string provider) => Defaults.GetValueOrDefault(provider);

    /// <summary>Whether a trainer has use for it.</summary>
    public bool IsOf(string provider) => OnlyOf is null || OnlyOf == provider;

    /// <summary>Reads a value: brings it into the form in which it is compared and stored, or says what is wrong with it.</summary>
    public FlagText Read(string text) => text switch
    {
        "" or "null" or "None" when IsOptional => FlagText.None,
        _ => _read(text),
    };

    /// <summary>With the same default for all trainers.</summary>
    internal Flag With(string value) => With(embedded: value, tinker: value);

    /// <summary>With a default for those trainers that are named.</summary>
    internal Flag With(string? embedded = null, string? tinker = null) => this with
    {
        Defaults = new[] { (Provider: Providers.Embedded, Text: embedded), (Provider: Providers.Tinker, Text: tinker) }
            .Where(item => item.Text is not null)
            .ToImmutableDictionary(item => item.Provider, item => _read(item.Text!).Value!, StringComparer.Ordinal),
    };
}
