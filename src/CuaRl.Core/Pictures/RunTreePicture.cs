using System.Globalization;
using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>
/// The runs of a simulation as a picture: steps to the right, a row for each run, and a curve where a run branches off the
/// one it hangs on.
/// </summary>
public static class RunTreePicture
{
    /// <summary>The most runs that are drawn; of more, those with the most runs on them.</summary>
    public const int MaxRuns = 2_000;

    private const double Margin = 28;
    private const double Foot = 40;
    private const double TitleSize = 18;
    private const double NoteSize = 12;

    /// <summary>Draws the runs.</summary>
    /// <param name="title">What stands above, such as the simulation's name.</param>
    /// <param name="runs">The runs, oldest first among those that hang on one.</param>
    public static Picture Draw(string title, IReadOnlyList<PicturedRun> runs)
    {
        var lanes = RunLanes.Arrange(runs, MaxRuns);
        var grid = new RunGrid(lanes);
        var canvas = new SvgCanvas();
        DrawTitle(canvas, title, runs, lanes.Count);
        var height = RunGrid.Top + grid.Height + Foot;
        if (lanes.Count == 0)
        {
            canvas.Text(Margin, RunGrid.Top, NoteSize, "No runs yet.", "faint");
            return new Picture(RunGrid.Width, RunGrid.Top + Foot, canvas.Body);
        }

        var table = new RunTable(grid, lanes);
        table.DrawBehind(canvas);
        DrawSteps(canvas, grid);
        DrawRuns(canvas, grid, lanes);
        table.DrawText(canvas);
        return new Picture(RunGrid.Width, height, canvas.Body);
    }

    private static void DrawTitle(SvgCanvas canvas, string title, IReadOnlyList<PicturedRun> runs, int drawn)
    {
        canvas.Text(Margin, 36, TitleSize, Fit(title, RunGrid.Width - 2 * Margin, TitleSize), "title");
        var states = runs.Sum(run => run.TotalSteps + (run.StartStep is null && run.Head >= 0 ? 1 : 0));
        var said = string.Create(Invariant, $"{Count(runs.Count, "run")}, {Count(states, "state")}");
        var note = drawn < runs.Count
            ? string.Create(Invariant, $"{said}; drawn are the {drawn:#,0} with the most runs branching off them")
            : said;
        canvas.Text(Margin, 57, NoteSize, note, "faint");

        var x = RunGrid.Width - Margin;
        foreach (var status in runs.GroupBy(run => run.Status, StringComparer.Ordinal).OrderByDescending(RunMarks.Rank))
        {
            var text = string.Create(Invariant, $"{Fit(status.Key, 120, NoteSize)} {status.Count():#,0}");
            x -= text.Length * NoteSize * 0.56;
            canvas.Text(x, 57, NoteSize, text);
            x -= 12;
            RunMarks.End(canvas, status.Key, x, 53, 4.5);
            x -= 20;
        }
    }

    private static void DrawSteps(SvgCanvas canvas, RunGrid grid)
    {
        canvas.Text(grid.Steps.At(grid.FirstStep), RunGrid.Top - 26, NoteSize - 1, "step", "faint");
        foreach (var tick in grid.Steps.Ticks(8, wholeNumbers: true))
        {
            var x = grid.Steps.At(tick);
            canvas.Line("grid", x, RunGrid.Top - 4, x, RunGrid.Top + grid.Height);
            canvas.Text(x, RunGrid.Top - 10, NoteSize - 1, Axis.Label(tick), "faint num", "middle");
            canvas.Text(x, RunGrid.Top + grid.Height + 16, NoteSize - 1, Axis.Label(tick), "faint num", "middle");
        }
    }

    private static void DrawRuns(SvgCanvas canvas, RunGrid grid, IReadOnlyList<RunLane> lanes)
    {
        // Branches off one state share the line down: each goes on where the one before it turned off.
        var turned = new Dictionary<(int Owner, long Step), double>();
        foreach (var lane in lanes)
        {
            canvas.OpenGroup(Hint(lane));
            var from = lane.OwnerRow is { } owner ? turned.GetValueOrDefault((owner, lane.Start), grid.RowAt(owner)) : 0;
            DrawRun(canvas, grid, lane, from);
            canvas.CloseGroup();
            turned[(lane.OwnerRow ?? -1, lane.Start)] = grid.RowAt(lane.Row) - grid.Bend;
        }

        if (grid.HasMarks)
        {
            foreach (var (row, step) in lanes.Where(lane => lane.OwnerRow is not null)
                .Select(lane => (lane.OwnerRow!.Value, lane.Start)).Distinct())
            {
                canvas.Circle("fork", grid.Steps.At(step), grid.RowAt(row), grid.Stroke + 0.5, 1.2);
            }
        }
    }

    private static void DrawRun(SvgCanvas canvas, RunGrid grid, RunLane lane, double from)
    {
        var css = RunMarks.ClassOf(lane.Run.Status);
        var (start, y) = (grid.Steps.At(lane.Start), grid.RowAt(lane.Row));
        var bend = grid.Bend;
        var end = Math.Max(grid.Steps.At(lane.End), lane.OwnerRow is null ? start : start + bend);
        if (lane.OwnerRow is not null)
        {
            canvas.Path(
                grid.HasMarks ? $"run {css}" : $"run link {css}",
                $"M{Number(start)} {Number(from)}V{Number(y - bend)}"
                    + $"Q{Number(start)} {Number(y)} {Number(start + bend)} {Number(y)}",
                grid.HasMarks ? grid.Stroke : grid.Stroke * 0.7);
            start += bend;
        }

        canvas.Path($"run {css}", $"M{Number(start)} {Number(y)}H{Number(end)}", grid.Stroke);
        if (grid.HasMarks)
        {
            DrawStates(canvas, grid, lane, css);
            RunMarks.End(canvas, lane.Run.Status, end, y, grid.Stroke + 2);
        }
    }

    private static void DrawStates(SvgCanvas canvas, RunGrid grid, RunLane lane, string css)
    {
        if (!grid.HasStates)
        {
            return;
        }

        for (var step = lane.OwnerRow is null ? lane.Start : lane.Start + 1; step < lane.End; step++)
        {
            canvas.Circle($"{css}-fill", grid.Steps.At(step), grid.RowAt(lane.Row), grid.Stroke);
        }
    }

    private static string Hint(RunLane lane)
    {
        var run = lane.Run;
        var from = lane.OwnerRow is null ? "" : string.Create(Invariant, $", branched at step {lane.Start}");
        var reward = run.TotalReward is { Length: <= 200 } text ? $", reward {text}" : "";
        return string.Create(Invariant, $"{run.Name}\u00A0({run.Id}): {run.Status}{from}, {Count(run.TotalSteps, "step")}{reward}");
    }

    private static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");
}
