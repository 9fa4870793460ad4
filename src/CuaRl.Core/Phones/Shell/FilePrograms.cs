using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>ls</c>, <c>mkdir</c>, <c>rm</c>, <c>cat</c> and <c>touch</c>.</summary>
internal static class FilePrograms
{
    private const int MostFiles = 10_000;
    private const string NoSuchFile = "No such file or directory";

    /// <summary>Why no file can be written there; null when it can.</summary>
    public static string? WriteProblem(PhoneState phone, string path) =>
        phone.Files.TryGetValue(path, out var there) && there.IsFolder ? "Is a directory"
        : phone.Files.Count >= MostFiles ? "No space left on device"
        : PhonePath.Parent(path) is not { } folder || !phone.Files.TryGetValue(folder, out var parent) ? NoSuchFile
        : parent.IsFolder ? null : "Not a directory";

    public static ShellOutput List(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var (_, paths) = Split(words);
        var path = paths is [var first, ..] ? first : "/";
        var whole = PhonePath.Whole(path);
        return !shell.Phone.Files.TryGetValue(whole, out var file) ? ShellOutput.Error($"ls: {path}: {NoSuchFile}")
            : !file.IsFolder ? ShellOutput.Line(path)
            : ShellOutput.Lines(shell.Phone.Files.Keys.Where(other => PhonePath.Parent(other) == whole).Select(PhonePath.Name));
    }

    public static ShellOutput MakeFolder(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var (options, paths) = Split(words);
        foreach (var path in paths)
        {
            var whole = PhonePath.Whole(path);
            var mayBeThere = options.Contains('p');
            if (shell.Phone.Files.TryGetValue(whole, out var there))
            {
                if (!mayBeThere || !there.IsFolder)
                {
                    return ShellOutput.Error($"mkdir: '{path}': File exists");
                }
            }
            else if ((mayBeThere ? AncestorProblem(shell.Phone, whole) : WriteProblem(shell.Phone, whole)) is { } problem)
            {
                return ShellOutput.Error($"mkdir: '{path}': {problem}");
            }

            shell.Phone = shell.Phone.WithFile(whole, PhoneFile.Folder);
        }

        return paths.Count > 0 ? ShellOutput.Success : ShellOutput.Error("mkdir: Needs 1 argument");
    }

    public static ShellOutput Remove(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var (options, paths) = Split(words);
        foreach (var path in paths)
        {
            var whole = PhonePath.Whole(path);
            var isThere = shell.Phone.Files.TryGetValue(whole, out var file);
            if ((isThere, options.Contains('f'), options.Contains('r')) is (false, false, _))
            {
                return ShellOutput.Error($"rm: {path}: {NoSuchFile}");
            }

            if (whole == "/" || (isThere && file!.IsFolder && !options.Contains('r')))
            {
                return ShellOutput.Error($"rm: {path}: Is a directory");
            }

            shell.Phone = isThere ? shell.Phone.WithoutFile(whole) : shell.Phone;
        }

        return paths.Count > 0 || options.Contains('f') ? ShellOutput.Success : ShellOutput.Error("rm: Needs 1 argument");
    }

    public static ShellOutput Show(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        var (_, paths) = Split(words);
        var text = paths.Count == 0 ? input : "";
        foreach (var path in paths)
        {
            if (!shell.Phone.Files.TryGetValue(PhonePath.Whole(path), out var file) || file.IsFolder)
            {
                return ShellOutput.Error($"cat: {path}: {(file is null ? NoSuchFile : "Is a directory")}") with { Text = text };
            }

            text += file.Content;
        }

        return new ShellOutput(0, text);
    }

    public static ShellOutput Touch(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        foreach (var path in Split(words).Paths)
        {
            var whole = PhonePath.Whole(path);
            if (shell.Phone.Files.ContainsKey(whole))
            {
                continue;
            }

            if (WriteProblem(shell.Phone, whole) is { } problem)
            {
                return ShellOutput.Error($"touch: '{path}': {problem}");
            }

            shell.Phone = shell.Phone.WithFile(whole, new PhoneFile(false));
        }

        return ShellOutput.Success;
    }

    /// <summary>A file is in the way of the folder, or there is no room; null when neither.</summary>
    private static string? AncestorProblem(PhoneState phone, string path)
    {
        for (var folder = PhonePath.Parent(path); folder is not null; folder = PhonePath.Parent(folder))
        {
            if (phone.Files.TryGetValue(folder, out var there) && !there.IsFolder)
            {
                return "Not a directory";
            }
        }

        return phone.Files.Count >= MostFiles ? "No space left on device" : null;
    }

    private static (string Options, List<string> Paths) Split(ReadOnlySpan<string> words)
    {
        var (options, paths) = ("", new List<string>(words.Length));
        foreach (var word in words)
        {
            if (word is ['-', _, ..] && paths.Count == 0)
            {
                options += word[1..];
            }
            else
            {
                paths.Add(word);
            }
        }

        return (options, paths);
    }
}
