using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Shell;

/// <summary><c>getprop</c> and <c>wm</c>: what phone this is.</summary>
internal static class PropertyPrograms
{
    private static readonly (string Name, string Value)[] Properties =
    [
        ("ro.build.display.id", PhoneProperties.Build),
        ("ro.build.version.release", PhoneProperties.Release),
        ("ro.build.version.sdk", PhoneProperties.ApiLevel),
        ("ro.product.model", PhoneProperties.Model),
        ("sys.boot_completed", "1"),
    ];

    public static ShellOutput GetProperty(PhoneShell shell, ReadOnlySpan<string> words, string input)
    {
        if (words.IsEmpty)
        {
            return ShellOutput.Lines(Properties.Select(property => $"[{property.Name}]: [{property.Value}]"));
        }

        var wanted = words[0];
        return ShellOutput.Line(Properties.FirstOrDefault(property => property.Name == wanted).Value ?? "");
    }

    public static ShellOutput Window(PhoneShell shell, ReadOnlySpan<string> words, string input) => words switch
    {
        ["size"] => ShellOutput.Line($"Physical size: {PhoneScreen.Size.Width}x{PhoneScreen.Size.Height}"),
        ["density"] => ShellOutput.Line("Physical density: 160"),
        _ => ShellOutput.Error("Window manager (window) commands: size, density", 255),
    };
}
