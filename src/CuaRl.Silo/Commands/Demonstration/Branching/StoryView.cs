using System.Globalization;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>The end of a story for people.</summary>
internal static class StoryView
{
    private const int LastStates = 5;

    public static void Write(IAnsiConsole console, StoryEnding ending, StoryReport report)
    {
        var lines = console.Profile.Out.Writer;
        lines.WriteLine($"RESULTS: {report.About}, simulation {report.SimulationId}");
        console.Write(Results(report));
        lines.WriteLine("RUN TREE");
        console.Write(RunTreeOf(ending));
        WriteDivergence(console, ending, report);
        lines.WriteLine(Text($"States: {report.VisibleStates:#,0} in all histories, {report.UniqueStates:#,0} unique (shared ones counted once)"));
    }

    private static Table Results(StoryReport report)
    {
        var table = Terminal.Table("run", "status", "differs by", "branched at", "own steps", "length", "reward", "episodes", "mean", "last 10", "best");
        foreach (var column in table.Columns.Skip(4))
        {
            column.RightAligned();
        }

        foreach (var run in report.Runs)
        {
            table.AddRow(
                Terminal.Plain(run.Name),
                Terminal.Plain(run.Status),
                Terminal.Plain(run.BranchState is null ? "-" : run.ConfigOverrides.ToString()),
                Terminal.Plain(run.BranchState is { } state ? Short(state) : "-"),
                Terminal.Plain(Text($"{run.TotalSteps:#,0}")),
                Terminal.Plain(Text($"{run.Length:#,0}")),
                Terminal.Plain(run.TotalReward?.ToString() ?? "-"),
                Terminal.Plain(Text($"{run.Episodes}")),
                Terminal.Plain(run.MeanReturn is { } mean ? Text($"{mean:0.0}") : "-"),
                Terminal.Plain(run.LastReturns is { } last ? Text($"{last:0.0}") : "-"),
                Terminal.Plain(run.BestReturn is { } best ? Text($"{best:0}") : "-"));
        }

        return table;
    }

    private static Tree RunTreeOf(StoryEnding ending)
    {
        var tree = new Tree(Terminal.Plain(ending.Plan.SimulationId));
        var nodes = new Dictionary<string, TreeNode>(StringComparer.Ordinal);
        foreach (var run in ending.Tree.Runs)
        {
            var text = Text($"{run.Name} (steps={run.TotalSteps:#,0}, status={run.Status.ToString().ToLowerInvariant()})")
                + (run.StartsAfter is { } state ? $", branched at state {Short(state.ToString())}" : "");
            nodes[run.Id] = run.ParentRunId is { } parent && nodes.TryGetValue(parent, out var above)
                ? above.AddNode(Terminal.Plain(text))
                : tree.AddNode(Terminal.Plain(text));
        }

        return tree;
    }

    private static void WriteDivergence(IAnsiConsole console, StoryEnding ending, StoryReport report)
    {
        var lines = console.Profile.Out.Writer;
        var first = report.Divergences[0];
        var shared = ending.Histories[0].States.Take((int)first.SharedCount).ToArray();
        lines.WriteLine(Text($"DIVERGENCE: shared by all, {first.SharedCount:#,0} states, reward {first.SharedReward:0.#}; the last {LastStates}:"));
        console.Write(States(shared));
        var point = first.DivergencePoint is { } state ? $"step {shared[^1].Id.Step}, state {Short(state)}" : "none";
        lines.WriteLine($">>> DIVERGENCE POINT: {point} <<<");
        foreach (var history in ending.Histories)
        {
            var own = history.States.Skip(shared.Length).ToArray();
            var reward = RunHistory.Sum(own);
            lines.WriteLine(Text(
                $"""
                {history.Run.Definition.Name} goes on for {own.Length:#,0} states, steps {own[0].Id.Step:#,0} to {own[^1].Id.Step:#,0}
                  reward {reward:0.#}, with the shared ones {reward + first.SharedReward:0.#}; the last {LastStates}:
                """));
            console.Write(States(own));
        }
    }

    private static Table States(IEnumerable<StoredState> states)
    {
        var table = Terminal.Table("step", "action", "reward", "observation", "end");
        foreach (var state in states.TakeLast(LastStates))
        {
            table.AddRow(
                Terminal.Plain(Text($"{state.Id.Step}")),
                Terminal.Plain(state.Content.Action?.ToString() ?? "-"),
                Terminal.Plain(state.Content.Reward is { } reward ? Text($"{reward:0.###}") : "-"),
                Terminal.Plain(Rounded(state.Content.Observation)),
                Terminal.Plain(state.Content.Done ? "done" : state.Content.Truncated ? "truncated" : ""));
        }

        return table;
    }

    private static string Rounded(JsonText observation)
    {
        using var numbers = System.Text.Json.JsonDocument.Parse(observation.Utf8);
        return string.Join(", ", numbers.RootElement.EnumerateArray().Select(number => Text($"{number.GetDouble():0.0000}")));
    }

    /// <summary>The first characters of the run and the step: enough to tell states of a few runs apart.</summary>
    private static string Short(string state) => $"{state[..8]}….{StateId.Parse(state).Step.ToString(CultureInfo.InvariantCulture)}";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
