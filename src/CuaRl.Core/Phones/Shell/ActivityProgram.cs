using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>am</c>: brings apps to the front and ends them.</summary>
internal static class ActivityProgram
{
    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        ["start", .. var options] => Start(shell, options),
        ["force-stop", var package] => Stop(shell, package),
        _ => ShellOutput.Error("Activity manager (activity) commands: start -n PACKAGE/ACTIVITY, force-stop PACKAGE", 255),
    };

    private static ShellOutput Start(PhoneShell shell, ReadOnlySpan<string> options)
    {
        var at = options.IndexOf("-n");
        var (component, action) = (at >= 0 && at + 1 < options.Length ? options[at + 1] : "", options.IndexOf("-a"));
        if (action >= 0 && action + 1 < options.Length && options[action + 1] == "android.settings.SETTINGS")
        {
            component = AppCatalog.Activity(AppCatalog.Settings);
        }

        var package = component.Split('/')[0];
        if (shell.Phone.FindApp(package) is null)
        {
            return ShellOutput.Error($"Error type 3\nError: Activity class {{{component}}} does not exist.");
        }

        shell.Phone = shell.Phone.Launch(package);
        return ShellOutput.Line($"Starting: Intent {{ cmp={component} }}");
    }

    private static ShellOutput Stop(PhoneShell shell, string package)
    {
        shell.Phone = shell.Phone.FindApp(package) is null ? shell.Phone : shell.Phone.End(package);
        return ShellOutput.Success;
    }
}
