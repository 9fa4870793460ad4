namespace CuaRl.Core.Phones.Shell;

/// <summary>What a program left.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Text">What it wrote.</param>
/// <param name="Errors">What it wrote beside that.</param>
internal readonly record struct ShellOutput(int ExitCode, string Text = "", string Errors = "")
{
    public static ShellOutput Success { get; } = new(0);

    /// <summary>Lines, each ended.</summary>
    public static ShellOutput Lines(IEnumerable<string> lines, int exitCode = 0) =>
        new(exitCode, string.Concat(lines.Select(line => line + "\n")));

    public static ShellOutput Line(string line) => new(0, line + "\n");

    public static ShellOutput Error(string message, int exitCode = 1) => new(exitCode, "", message + "\n");
}
