using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>grep</c> over what it reads, with the options c, q, i, v, E and F.</summary>
internal static class GrepProgram
{
    private const int Trouble = 2;

    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var options = "";
        while (words is [['-', _, ..] option, ..])
        {
            options += option[1..];
            words = words[1..];
        }

        if (options.Any(option => !"cqivEF".Contains(option)))
        {
            return ShellOutput.Error($"grep: Unknown option among '{options}'", Trouble);
        }

        return words is not [var pattern] ? ShellOutput.Error("grep: needs one pattern, and reads what is piped to it", Trouble)
            : Matcher(pattern, options) is not { } matches ? ShellOutput.Error($"grep: bad pattern '{pattern}'", Trouble)
            : Result(options, [.. Lines(input).Where(line => matches(line) != options.Contains('v'))]);
    }

    private static ShellOutput Result(string options, string[] found)
    {
        var exitCode = found.Length > 0 ? 0 : 1;
        return options.Contains('q') ? new ShellOutput(exitCode)
            : options.Contains('c') ? new ShellOutput(exitCode, found.Length.ToString(CultureInfo.InvariantCulture) + "\n")
            : ShellOutput.Lines(found, exitCode);
    }

    private static string[] Lines(string input) => input.Length == 0 ? [] : (input.EndsWith('\n') ? input[..^1] : input).Split('\n');

    private static Func<string, bool>? Matcher(string pattern, string options)
    {
        var isAnyCase = options.Contains('i');
        if (options.Contains('F'))
        {
            return line => line.Contains(pattern, isAnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }

        if (PlainPattern.Of(pattern) is { } plain)
        {
            return line => plain.IsIn(line, isAnyCase);
        }

        try
        {
            var flags = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | (isAnyCase ? RegexOptions.IgnoreCase : 0);
            return new Regex(options.Contains('E') ? pattern : Extended(pattern), flags).IsMatch;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A basic expression means by a backslash what an extended one means without it.</summary>
    private static string Extended(string basic)
    {
        var extended = new StringBuilder();
        for (var i = 0; i < basic.Length; i++)
        {
            var isEscaped = basic[i] == '\\' && i + 1 < basic.Length;
            var character = isEscaped ? basic[++i] : basic[i];
            var isOperator = character is '(' or ')' or '{' or '}' or '|' or '+' or '?';
            extended.Append(isEscaped != isOperator ? "\\" : "").Append(character);
        }

        return extended.ToString();
    }
}
