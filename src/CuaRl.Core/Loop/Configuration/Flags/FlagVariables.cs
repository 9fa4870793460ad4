namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>Reads flags from environment variables: one of each flag's own, and those that other programs read too.</summary>
public static class FlagVariables
{
    /// <summary>What the names of variables begin with; the flag's name in upper case follows.</summary>
    public const string Prefix = "CUARL_TRAIN_";

    /// <summary>Reads them. A variable that is empty counts as not set.</summary>
    public static FlagReading Read(IEnumerable<KeyValuePair<string, string>> environment) => environment
        .Where(variable => !string.IsNullOrWhiteSpace(variable.Value))
        .OrderBy(variable => variable.Key, StringComparer.Ordinal)
        .Select(variable => Read(variable.Key, variable.Value.Trim()))
        .Aggregate(FlagReading.Nothing, (all, one) => all.And(one));

    private static FlagReading Read(string name, string value)
    {
        if (name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return FlagReading.Of(
                new FlagSource(FlagOrigin.Variable, name), [(name[Prefix.Length..].ToLowerInvariant(), value)]);
        }

        return FlagTable.All.FirstOrDefault(flag => flag.SharedVariable == name) is { } shared
            ? new FlagReading([new GivenFlag(shared, value, new FlagSource(FlagOrigin.SharedVariable, name))], [])
            : FlagReading.Nothing;
    }
}
