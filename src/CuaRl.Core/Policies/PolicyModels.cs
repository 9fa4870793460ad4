using System.Globalization;

namespace CuaRl.Core.Policies;

/// <summary>The models that the embedded trainer has, by the names that a configuration chooses them by.</summary>
public static class PolicyModels
{
    /// <summary>A policy that is linear in its features.</summary>
    public const string Linear = "embedded/linear";

    private const string Hidden = "embedded/hidden-";

    /// <summary>What is wrong with a name, as a clause; null when there is such a model.</summary>
    public static string? Problem(string name) => Read(name) is null
        ? FormattableString.Invariant(
            $"no model '{name}'; there are {Linear} and {Hidden}N with N units in a hidden layer, 1 to {PolicyShape.MaxHiddenUnits}")
        : null;

    /// <summary>How the model of a name is shaped.</summary>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message says which there are.</exception>
    public static PolicyShape Find(string name) => Read(name) ?? throw new KeyNotFoundException(Problem(name));

    private static PolicyShape? Read(string name) =>
        name == Linear ? new PolicyShape()
        : name.StartsWith(Hidden, StringComparison.Ordinal) && Units(name[Hidden.Length..]) is { } units ? new PolicyShape(HiddenUnits: units)
        : null;

    /// <summary>Written in one way only, so that two names are two models.</summary>
    private static int? Units(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var units)
        && units is >= 1 and <= PolicyShape.MaxHiddenUnits && digits[0] != '0'
            ? units
            : null;
}
