namespace CuaRl.Silo.Hosting;

/// <summary>
/// Reads a <c>.env</c> file: lines of <c>NAME=value</c>, optionally after <c>export</c>, blank lines and <c>#</c> comments.
/// A value may stand in single or double quotes; nothing in it is expanded.
/// </summary>
internal static class DotEnv
{
    public const string FileName = ".env";

    /// <summary>Sets the variables of the file in <paramref name="folder"/>, if there is one; those already set stay.</summary>
    /// <exception cref="ConfigurationException">The file cannot be read or understood.</exception>
    public static void Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return;
        }

        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path} cannot be read: {error.Message}", error);
        }

        foreach (var (name, value) in Parse(path, lines))
        {
            if (Environment.GetEnvironmentVariable(name) is null)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <exception cref="ConfigurationException">A line is not understood; it is named by number, since it may hold a secret.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Parse(string path, IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("export ", StringComparison.Ordinal))
            {
                line = line["export ".Length..].TrimStart();
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? "" : line[..equals].TrimEnd();
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                throw new ConfigurationException($"{path}, line {i + 1}: write NAME=value");
            }

            yield return new(name, Unquote(line[(equals + 1)..].Trim())
                ?? throw new ConfigurationException($"{path}, line {i + 1}: the quote is not closed"));
        }
    }

    private static string? Unquote(string value)
    {
        if (value is ['"' or '\'', ..])
        {
            var close = value.IndexOf(value[0], 1);
            return close < 0 ? null : value[1..close];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
