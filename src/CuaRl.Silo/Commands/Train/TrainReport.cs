using System.Text;
using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Train;

/// <summary>Shows what flags were resolved to, and where each value comes from.</summary>
internal static class TrainReport
{
    /// <summary>For people.</summary>
    public static Table Table(LoopResolution resolution)
    {
        var table = Terminal.Table("flag", "value", "from");
        foreach (var part in resolution.Flags.GroupBy(flag => flag.Flag.Part))
        {
            table.AddRow(Terminal.Plain(part.Key));
            foreach (var (flag, value, source) in part)
            {
                table.AddRow(Terminal.Plain($"  {flag.Name}"), Terminal.Plain(value ?? "-"), Terminal.Plain(source.Name));
            }
        }

        return table;
    }

    /// <summary>For scripts: an object with a member for each flag.</summary>
    public static string Json(LoopResolution resolution)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            foreach (var (flag, value, source) in resolution.Flags)
            {
                writer.WriteStartObject(flag.Name);
                writer.WritePropertyName("value");
                FlagJson.WriteValue(writer, flag, value);
                writer.WriteString("from", source.Name);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
