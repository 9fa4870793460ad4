using System.Text.Json;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Client;

/// <summary>Tables on whatever the command writes to.</summary>
internal static class Terminal
{
    /// <summary>Wide enough for a table of ids where nobody's window is the limit.</summary>
    private const int WidthOfAFile = 200;

    public static IAnsiConsole On(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }

    public static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Rounded);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    /// <summary>The fields of an object, a row each.</summary>
    public static Table Fields(JsonElement value)
    {
        var table = Table("field", "value");
        foreach (var field in value.EnumerateObject())
        {
            table.AddRow(Plain(field.Name), Plain(field.Value));
        }

        return table;
    }

    /// <summary>A JSON value for people.</summary>
    public static Text Plain(JsonElement value) => Plain(value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "-",
        _ => value.GetRawText(),
    });

    /// <summary>Text as it is: brackets and control characters mean nothing to the terminal.</summary>
    public static Text Plain(string text) => new(new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]));
}
