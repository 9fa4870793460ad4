using System.Collections.Immutable;

namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>What sources say, and what in them is no flag.</summary>
/// <param name="Given">The flags that they set.</param>
/// <param name="Faults">All that is wrong with how they are written.</param>
public sealed record FlagReading(ImmutableArray<GivenFlag> Given, ImmutableArray<FlagFault> Faults)
{
    /// <summary>Of no source.</summary>
    public static FlagReading Nothing { get; } = new([], []);

    /// <summary>With what another source says.</summary>
    public FlagReading And(FlagReading other) => new([.. Given, .. other.Given], [.. Faults, .. other.Faults]);

    /// <summary>Reads flags by name.</summary>
    /// <param name="source">The source.</param>
    /// <param name="values">Names and texts; null for a flag that stands without a value.</param>
    public static FlagReading Of(FlagSource source, IEnumerable<(string Name, string? Text)> values)
    {
        var given = ImmutableArray.CreateBuilder<GivenFlag>();
        var faults = ImmutableArray.CreateBuilder<FlagFault>();
        foreach (var (name, text) in values)
        {
            if (FlagTable.Find(name) is not { } named)
            {
                faults.Add(new FlagFault(name, null, FlagTable.Unknown(name), source.Name));
            }
            else if (Text(named, text) is not { } value)
            {
                faults.Add(new FlagFault(named.Flag.Name, null, $"needs a value: {named.Flag.Takes}", source.Name));
            }
            else if (given.Any(earlier => earlier.Flag == named.Flag))
            {
                faults.Add(new FlagFault(named.Flag.Name, null, "is given more than once", source.Name));
            }
            else
            {
                given.Add(new GivenFlag(named.Flag, value, source));
            }
        }

        return new FlagReading(given.ToImmutable(), faults.ToImmutable());
    }

    /// <summary>A flag of yes or no that stands alone says yes; its negation turns what it says around.</summary>
    private static string? Text((Flag Flag, bool IsNegated) named, string? text)
    {
        var said = text ?? (named.Flag.Kind == FlagKind.YesNo ? "true" : null);
        return !named.IsNegated || said is null ? said : named.Flag.Read(said).Value switch
        {
            "true" => "false",
            "false" => "true",
            _ => said,
        };
    }
}
