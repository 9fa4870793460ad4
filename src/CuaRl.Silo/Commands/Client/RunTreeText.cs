using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace CuaRl.Silo.Commands.Client;

/// <summary>The runs of a simulation as a tree of lines.</summary>
internal static class RunTreeText
{
    /// <summary>Deeper branches are drawn no further to the right; their line says how deep they are.</summary>
    private const int MaxIndent = 24;

    public static IRenderable Draw(JsonElement tree)
    {
        var runs = tree.GetProperty("runs").EnumerateArray().ToList();
        var ids = runs.Select(Id).ToHashSet();
        var children = runs.ToLookup(run => run.GetProperty("parent_run_id").GetString() is { } parent && ids.Contains(parent)
            ? parent
            : "");
        var lines = new List<IRenderable>();
        var open = new Stack<(JsonElement Run, int Depth, string Indent, bool IsLast)>();
        Push(open, [.. children[""]], 0, "");
        while (open.TryPop(out var at))
        {
            lines.Add(Terminal.Plain(at.Indent + (at.IsLast ? "└─ " : "├─ ") + Describe(at.Run, at.Depth)));
            var indent = at.Depth < MaxIndent ? at.Indent + (at.IsLast ? "   " : "│  ") : at.Indent;
            Push(open, [.. children[Id(at.Run)]], at.Depth + 1, indent);
        }

        return lines.Count == 0 ? Terminal.Plain("No runs yet.") : new Rows(lines);
    }

    /// <summary>The first on top.</summary>
    private static void Push(
        Stack<(JsonElement Run, int Depth, string Indent, bool IsLast)> open, JsonElement[] siblings, int depth, string indent)
    {
        for (var i = siblings.Length - 1; i >= 0; i--)
        {
            open.Push((siblings[i], depth, indent, i == siblings.Length - 1));
        }
    }

    private static string Describe(JsonElement run, int depth)
    {
        var place = run.GetProperty("starts_after").GetString() is { } start ? $" from step {start[(start.LastIndexOf('.') + 1)..]}," : "";
        var reward = run.GetProperty("total_reward") is { ValueKind: not JsonValueKind.Null } total ? $", reward {total.GetRawText()}" : "";
        var deep = depth > MaxIndent ? $", {depth} branches deep" : "";
        return $"{run.GetProperty("name").GetString()} ({run.GetProperty("status").GetString()},{place}"
            + $" {run.GetProperty("total_steps").GetInt64()} steps{reward}{deep})  {Id(run)}";
    }

    private static string Id(JsonElement run) => run.GetProperty("id").GetString()!;
}
