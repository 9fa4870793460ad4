using System.Text.Json;
using System.Text.RegularExpressions;

namespace CuaRl.Core.Validation;

/// <summary>What a task may put into a command. The rest is refused, so that no task can run a command of its own.</summary>
internal static partial class ShellArgument
{
    private const int LongestPackage = 255;
    private const int LongestPath = 1_024;

    /// <summary>The name of an Android package, which needs no quoting.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string Package(JsonElement value) =>
        Expected.Text(value, "package") is { Length: <= LongestPackage } package && PackageName().IsMatch(package)
            ? package
            : throw new FormatException("package: must be letters, digits and underscores, in parts joined by dots");

    /// <summary>An absolute path, quoted.</summary>
    /// <exception cref="FormatException">It is none, or holds a control character.</exception>
    public static string Path(JsonElement value) =>
        Expected.Text(value, "path") is { Length: <= LongestPath } path && path[0] == '/' && !path.Any(char.IsControl)
            ? $"'{path.Replace("'", @"'\''", StringComparison.Ordinal)}'"
            : throw new FormatException($"path: must begin with '/', hold no control character and at most {LongestPath} characters");

    [GeneratedRegex(@"\A[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*\z")]
    private static partial Regex PackageName();
}
