using System.Globalization;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>echo</c>, <c>wc</c> and <c>head</c>.</summary>
internal static class TextPrograms
{
    private const int UsualLines = 10;

    public static ShellOutput Echo(PhoneShell shell, ReadOnlySpan<string> words, string input) => words is ["-n", .. var rest]
        ? new ShellOutput(0, string.Join(' ', rest))
        : ShellOutput.Line(string.Join(' ', words));

    public static ShellOutput Count(PhoneShell shell, ReadOnlySpan<string> words, string input) => words is ["-l"]
        ? ShellOutput.Line(input.Count(character => character == '\n').ToString(CultureInfo.InvariantCulture))
        : ShellOutput.Error("wc: only -l, of what is piped to it");

    public static ShellOutput Head(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var lines = UsualLines;
        return words is [] || (words is ["-n", var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out lines))
            ? ShellOutput.Lines(input.Split('\n', StringSplitOptions.RemoveEmptyEntries).Take(lines))
            : ShellOutput.Error("head: only -n NUMBER, of what is piped to it");
    }
}
