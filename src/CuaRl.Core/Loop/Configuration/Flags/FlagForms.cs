using System.Globalization;
using CuaRl.Core.Grpo;
using CuaRl.Core.Text;
using CuaRl.Core.Trainings;

namespace CuaRl.Core.Loop.Configuration.Flags;

/// <summary>Makes flags by the values that they take.</summary>
internal static class FlagForms
{
    /// <summary>A name of 1 to 200 characters.</summary>
    public static Flag Name(string name, string takes, string effect) => Text(name, takes, effect, RecordRules.Name);

    /// <summary>A path or an address of 1 to 2,000 characters.</summary>
    public static Flag Path(string name, string takes, string effect) => Text(name, takes, effect, RecordRules.Path);

    /// <summary>A secret.</summary>
    public static Flag Secret(string name, string effect) =>
        Text(name, "a secret", effect, RecordRules.Path) with { IsSecret = true, IsOptional = true };

    /// <summary>Choices of tasks; what they are is read where the tasks are.</summary>
    public static Flag Tasks(string name, string effect) => new(
        name, FlagKind.Tasks, "JSON: a source of tasks or a list of them", effect, FlagText.Of);

    /// <summary>One of a few words; others are read too, which are refused elsewhere with their reason.</summary>
    public static Flag OneOf(string name, string effect, string[] words, params string[] refused) => Text(
        name, string.Join(", ", words), effect,
        text => words.Contains(text) || refused.Contains(text) ? null : $"must be one of {string.Join(", ", words)}");

    /// <summary>The name of a value; other names of it are read too.</summary>
    public static Flag OneOf<T>(string name, string effect, NameTable<T> names)
        where T : struct, Enum =>
        new(
            name, FlagKind.Text, string.Join(", ", Enum.GetValues<T>().Select(names.NameOf)), effect,
            text => names.Problem(text) is { } problem ? FlagText.Wrong(problem) : FlagText.Of(names.NameOf(names.Find(text))));

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Flag Whole(string name, string unit, string effect, long least, long most = long.MaxValue)
    {
        var range = (least, most) switch
        {
            (long.MinValue, _) => "a whole number",
            (_, long.MaxValue or int.MaxValue) => Invariant($"a whole number, {least} or more"),
            _ => Invariant($"a whole number, {least} to {most:N0}"),
        };
        return new(name, FlagKind.Whole, WithUnit(range, unit), effect, text =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
                ? FlagText.Of(number.ToString(CultureInfo.InvariantCulture))
                : FlagText.Wrong($"must be {range}"));
    }

    /// <summary>A number within a range.</summary>
    public static Flag Real(string name, string range, string unit, string effect, Func<double, bool> isWithin) =>
        new(name, FlagKind.Real, WithUnit(range, unit), effect, text =>
            TryParse(text) is { } number && isWithin(number)
                ? FlagText.Of(PythonNumber.Of(number))
                : FlagText.Wrong($"must be {range}"));

    public static Flag YesNo(string name, string effect) => new(name, FlagKind.YesNo, "true or false", effect, text =>
        text.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => FlagText.Of("true"),
            "FALSE" or "NO" or "0" => FlagText.Of("false"),
            _ => FlagText.Wrong("must be true or false"),
        });

    public static Flag Optional(this Flag flag) => flag with { IsOptional = true };

    public static Flag Of(this Flag flag, string provider, string whyNotOthers) =>
        flag with { OnlyOf = provider, WhyNotOthers = whyNotOthers };

    private static Flag Text(string name, string takes, string effect, Func<string, string?> problem) =>
        new(name, FlagKind.Text, takes, effect, text => problem(text) is { } broken ? FlagText.Wrong(broken) : FlagText.Of(text));

    private static double? TryParse(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static string WithUnit(string range, string unit) => unit.Length == 0 ? range : $"{range}; {unit}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
