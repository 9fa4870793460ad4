namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>Reads flags from arguments: <c>--name value</c>, <c>--name=value</c> or <c>name=value</c>, with hyphens or underscores.</summary>
public static class FlagArguments
{
    private const string Dashes = "--";

    /// <summary>Reads them. An argument that is no flag is named by its place, since it may be a secret.</summary>
    public static FlagReading Read(IReadOnlyList<string> arguments)
    {
        var values = new List<(string, string?)>();
        var strays = new List<FlagFault>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var argument = arguments[i];
            var isNamed = argument.StartsWith(Dashes, StringComparison.Ordinal) && argument.Length > Dashes.Length;
            var name = isNamed ? argument[Dashes.Length..] : argument;
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                values.Add((name[..equals], name[(equals + 1)..]));
            }
            else if (!isNamed || equals == 0)
            {
                strays.Add(new FlagFault(
                    $"argument {i + 1}", null, "is no flag: write --NAME VALUE or NAME=VALUE", FlagSource.CommandLine.Name));
            }
            else
            {
                var next = i + 1 < arguments.Count ? arguments[i + 1] : null;
                var value = IsValue(name, next) ? next : null;
                i += value is null ? 0 : 1;
                values.Add((name, value));
            }
        }

        var reading = FlagReading.Of(FlagSource.CommandLine, values);
        return reading with { Faults = [.. reading.Faults, .. strays] };
    }

    /// <summary>
    /// Whether an argument is the value of the flag before it. Another flag is none, nor is one in the form of <c>name=value</c> after a
    /// flag that needs no value.
    /// </summary>
    private static bool IsValue(string name, string? next) =>
        next is not null && !next.StartsWith(Dashes, StringComparison.Ordinal)
        && (FlagTable.Find(name)?.Flag.Kind != FlagKind.YesNo || !next.Contains('=', StringComparison.Ordinal));
}
