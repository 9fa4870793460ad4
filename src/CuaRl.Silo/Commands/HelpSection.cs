namespace CuaRl.Silo.Commands;

/// <summary>A list on a command's help page.</summary>
/// <param name="Title">What it is of.</param>
/// <param name="Rows">What it lists, each with a description.</param>
internal sealed record HelpSection(string Title, IReadOnlyList<(string Name, string Description)> Rows)
{
    private const int Width = 120;
    private const int Indentation = 2;

    /// <summary>Writes it in two columns.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="column">How wide the first column is.</param>
    public void WriteTo(TextWriter output, int column)
    {
        var room = Width - Indentation - column;
        output.WriteLine($"{Title}:");
        foreach (var (name, description) in Rows)
        {
            var left = name;
            foreach (var line in Lines(description, room))
            {
                output.WriteLine($"{new string(' ', Indentation)}{left.PadRight(column)}{line}");
                left = "";
            }
        }

        output.WriteLine();
    }

    private static List<string> Lines(string text, int room)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > room)
            {
                lines.Add("");
            }

            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }

        return lines;
    }
}
