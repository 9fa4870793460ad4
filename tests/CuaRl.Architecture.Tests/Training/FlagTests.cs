using System.Text.RegularExpressions;

namespace CuaRl.Architecture.Tests.Training;

/// <summary>The tests that show what flags of a training do: those with <c>[Trait("Flag", "name")]</c>, wherever they are.</summary>
internal static partial class FlagTests
{
    /// <summary>The tests of each flag, by class and method.</summary>
    public static ILookup<string, string> Find() => Repository.Files("tests", "*Tests.cs")
        .SelectMany(file => Of(File.ReadLines(Repository.PathOf(file))))
        .ToLookup(test => test.Flag, test => test.Test, StringComparer.Ordinal);

    private static IEnumerable<(string Flag, string Test)> Of(IEnumerable<string> lines)
    {
        var owner = "";
        var flags = new List<string>();
        foreach (var line in lines)
        {
            if (Trait().Match(line) is { Success: true } trait)
            {
                flags.Add(trait.Groups[1].Value);
            }
            else if (Class().Match(line) is { Success: true } type)
            {
                owner = type.Groups[1].Value;
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                foreach (var flag in flags)
                {
                    yield return (flag, $"{owner}.{method.Groups[1].Value}");
                }

                flags.Clear();
            }
        }
    }

    [GeneratedRegex("""^\s*\[Trait\("Flag", "(\w+)"\)\]$""")]
    private static partial Regex Trait();

    [GeneratedRegex(@"^public sealed (?:partial )?class (\w+)")]
    private static partial Regex Class();

    [GeneratedRegex(@"^    public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();
}
