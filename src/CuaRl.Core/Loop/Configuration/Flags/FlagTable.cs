using System.Collections.Frozen;
using System.Collections.Immutable;
using CuaRl.Core.Text;

namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>All flags of a training: the original's and this project's.</summary>
public static partial class FlagTable
{
    private const string Negation = "no_";

    /// <summary>The flags, part by part.</summary>
    public static ImmutableArray<Flag> All { get; } =
    [
        .. Part("Model and trainer", Model()),
        .. Part("Tasks and devices", TasksAndDevices()),
        .. Part("Rollouts", Rollouts()),
        .. Part("Learning", Learning()),
        .. Part("KL penalty", Kl()),
        .. Part("Evaluation and checkpoints", Evaluation()),
        .. Part("The run", Run()),
    ];

    private static readonly FrozenDictionary<string, int> Places =
        All.Select((flag, place) => KeyValuePair.Create(flag.Name, place)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The flag of a name, in which hyphens count as underscores; null for none.</summary>
    /// <returns>The flag, and whether the name is that of its negation, such as <c>no_warm_start</c>.</returns>
    public static (Flag Flag, bool IsNegated)? Find(string name)
    {
        var plain = Plain(name);
        return Places.TryGetValue(plain, out var place) ? (All[place], false)
            : plain.StartsWith(Negation, StringComparison.Ordinal)
                && Places.TryGetValue(plain[Negation.Length..], out place) && All[place].Kind == FlagKind.YesNo ? (All[place], true)
            : null;
    }

    /// <summary>The flag of a name that is one.</summary>
    internal static Flag Get(string name) => All[Places[name]];

    /// <summary>Where a flag stands in the table; behind all for what is none.</summary>
    internal static int PlaceOf(string name) => Places.GetValueOrDefault(name, All.Length);

    /// <summary>The sentence about a name that is no flag.</summary>
    internal static string Unknown(string name) =>
        Spelling.Nearest(Plain(name), All.Select(flag => flag.Name)) is { } nearest
            ? $"is no flag; did you mean {nearest}?"
            : "is no flag; `cuarl train --help` lists them";

    private static string Plain(string name) => name.Replace('-', '_');

    private static IEnumerable<Flag> Part(string title, IEnumerable<Flag> flags) => flags.Select(flag => flag with { Part = title });
}
