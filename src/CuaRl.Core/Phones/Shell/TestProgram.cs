using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>test</c>: files that are there, and texts.</summary>
internal static class TestProgram
{
    private const int Trouble = 2;

    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        ["!", .. var rest] => Run(shell, rest, input) is { ExitCode: var code } result && code == Trouble
            ? result
            : new ShellOutput(code == 0 ? 1 : 0),
        ["-e" or "-f" or "-d", ""] => new ShellOutput(1),
        ["-e", var path] => Answer(shell.Phone.Files.ContainsKey(PhonePath.Whole(path))),
        ["-f", var path] => Answer(shell.Phone.Files.TryGetValue(PhonePath.Whole(path), out var file) && !file.IsFolder),
        ["-d", var path] => Answer(shell.Phone.Files.TryGetValue(PhonePath.Whole(path), out var file) && file.IsFolder),
        ["-n", var text] => Answer(text.Length > 0),
        ["-z", var text] => Answer(text.Length == 0),
        [var text] => Answer(text.Length > 0),
        [var left, "=", var right] => Answer(left == right),
        [var left, "!=", var right] => Answer(left != right),
        [] => new ShellOutput(1),
        _ => ShellOutput.Error("test: unexpected operator/operand", Trouble),
    };

    public static ShellOutput RunBracket(PhoneShell shell, ReadOnlySpan<string> words, string input) =>
        words is [.. var inner, "]"] ? Run(shell, inner, input) : ShellOutput.Error("[: missing ]", Trouble);

    private static ShellOutput Answer(bool isTrue) => new(isTrue ? 0 : 1);
}
