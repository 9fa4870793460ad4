namespace CuaRl.Core.Phones.Shell;

/// <summary><c>settings</c>: gets, puts, deletes and lists what is set.</summary>
internal static class SettingsProgram
{
    private const int Refused = 255;

    public static ShellOutput Run(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        [_, var space, ..] when space is not ("global" or "system" or "secure") =>
            ShellOutput.Error($"Invalid namespace '{space}'", Refused),
        ["get", var space, var key] => ShellOutput.Line(shell.Phone.Settings.GetValueOrDefault($"{space}/{key}") ?? "null"),
        ["put", var space, var key, var value] => Put(shell, $"{space}/{key}", value),
        ["delete", var space, var key] => Delete(shell, $"{space}/{key}"),
        ["list", var space] => ShellOutput.Lines(shell.Phone.Settings
            .Where(setting => setting.Key.StartsWith(space + "/", StringComparison.Ordinal))
            .Select(setting => $"{setting.Key[(space.Length + 1)..]}={setting.Value}")),
        _ => ShellOutput.Error("Settings provider (settings) commands: get|put|delete NAMESPACE KEY [VALUE], list NAMESPACE", Refused),
    };

    private static ShellOutput Put(PhoneShell shell, string name, string value)
    {
        shell.Phone = shell.Phone with { Settings = shell.Phone.Settings.SetItem(name, value) };
        return ShellOutput.Success;
    }

    private static ShellOutput Delete(PhoneShell shell, string name)
    {
        var isThere = shell.Phone.Settings.ContainsKey(name);
        shell.Phone = shell.Phone with { Settings = shell.Phone.Settings.Remove(name) };
        return ShellOutput.Line($"Deleted {(isThere ? 1 : 0)} rows");
    }
}
