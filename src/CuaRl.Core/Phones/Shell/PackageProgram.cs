namespace CuaRl.Core.Phones.Shell;

/// <summary><c>pm</c>: what is installed.</summary>
internal static class PackageProgram
{
    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        ["list", "packages", .. var options] => List(shell, options),
        ["uninstall", .. var options] => Uninstall(shell, options),
        _ => ShellOutput.Error("Package manager (package) commands: list packages [-3|-s] [FILTER], uninstall PACKAGE", 255),
    };

    private static ShellOutput List(PhoneShell shell, ReadOnlySpan<string> options)
    {
        var (isSystem, filter) = ((bool?)null, "");
        foreach (var option in options)
        {
            (isSystem, filter) = option switch
            {
                "-3" => ((bool?)false, filter),
                "-s" => (true, filter),
                ['-', ..] => (isSystem, filter),
                _ => (isSystem, option),
            };
        }

        return ShellOutput.Lines(shell.Phone.Apps
            .Where(app => (isSystem is null || app.IsSystem == isSystem) && app.Package.Contains(filter, StringComparison.Ordinal))
            .Select(app => $"package:{app.Package}"));
    }

    private static ShellOutput Uninstall(PhoneShell shell, ReadOnlySpan<string> options)
    {
        var package = options.IsEmpty ? "" : options[^1];
        if (shell.Phone.FindApp(package) is not { } app)
        {
            return ShellOutput.Line("Failure [not installed for 0]") with { ExitCode = 1 };
        }

        if (app.IsSystem)
        {
            return ShellOutput.Line("Failure [DELETE_FAILED_INTERNAL_ERROR]") with { ExitCode = 1 };
        }

        shell.Phone = shell.Phone.WithoutApp(package);
        return ShellOutput.Line("Success");
    }
}
