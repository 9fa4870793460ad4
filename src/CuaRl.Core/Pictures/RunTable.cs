using System.Globalization;
using static CuaRl.Core.Pictures.SvgText;

namespace CuaRl.Core.Pictures;

/// <summary>The columns right of the tree: name, steps and reward in the run's own row; of thin rows, those that matter most.</summary>
internal sealed class RunTable
{
    private const double StepsEnd = RunGrid.TableStart + 246;
    private const double RewardEnd = StepsEnd + 74;
    private const double BarStart = RewardEnd + 12;
    private const double BarLength = RunGrid.Width - 28 - BarStart;
    private const double LeastRoomForText = 14;
    private const double LeastRowWithStripes = 20;

    private readonly RunGrid _grid;
    private readonly IReadOnlyList<RunLane> _lanes;
    private readonly HashSet<int> _named;
    private readonly Axis? _bars;

    public RunTable(RunGrid grid, IReadOnlyList<RunLane> lanes)
    {
        _grid = grid;
        _lanes = lanes;
        _named = Named(grid.RowHeight, lanes);
        var rewards = lanes.Select(lane => RewardOf(lane.Run)).OfType<double>().ToArray();
        _bars = rewards.Length == 0
            ? null
            : new Axis(Math.Min(0, rewards.Min()), Math.Max(0, rewards.Max()), BarStart, BarStart + BarLength);
    }

    private double TextSize => _grid.RowHeight >= LeastRowWithStripes ? 13 : 10.5;

    public void DrawBehind(SvgCanvas canvas)
    {
        foreach (var lane in _lanes)
        {
            var y = _grid.RowAt(lane.Row);
            if (_grid.RowHeight >= LeastRowWithStripes && lane.Row % 2 == 0)
            {
                canvas.Rectangle("stripe", 16, y - _grid.RowHeight / 2, RunGrid.Width - 32, _grid.RowHeight, 6);
            }

            if (_named.Contains(lane.Row))
            {
                canvas.Line("lead", _grid.Steps.At(lane.End) + 10, y, RunGrid.TableStart - 10, y);
            }
        }
    }

    public void DrawText(SvgCanvas canvas)
    {
        var top = _grid.RowAt(0) - _grid.RowHeight / 2 - 10;
        canvas.Text(RunGrid.TableStart, top, 11, "run", "faint");
        canvas.Text(StepsEnd, top, 11, "steps", "faint", "end");
        if (_lanes.Any(lane => lane.Run.TotalReward is not null))
        {
            canvas.Text(RewardEnd, top, 11, "reward", "faint", "end");
        }

        foreach (var lane in _lanes)
        {
            DrawBar(canvas, lane);
            if (_named.Contains(lane.Row))
            {
                DrawRow(canvas, lane);
            }
        }
    }

    private void DrawRow(SvgCanvas canvas, RunLane lane)
    {
        const double Gap = 70;
        var y = _grid.RowAt(lane.Row) + TextSize * 0.35;
        var room = StepsEnd - Gap - RunGrid.TableStart;
        canvas.Text(RunGrid.TableStart, y, TextSize, Fit(lane.Run.Name, room, TextSize));
        canvas.Text(StepsEnd, y, TextSize, lane.Run.TotalSteps.ToString("#,0", CultureInfo.InvariantCulture), "num", "end");
        if (lane.Run.TotalReward is { } reward)
        {
            var text = RewardOf(lane.Run) is { } number ? Axis.Label(number) : Fit(reward, RewardEnd - StepsEnd - 8, TextSize);
            canvas.Text(RewardEnd, y, TextSize, text, "num", "end");
        }
    }

    private void DrawBar(SvgCanvas canvas, RunLane lane)
    {
        if (_bars is not null && RewardOf(lane.Run) is { } reward)
        {
            var (from, to) = (_bars.At(Math.Min(0, reward)), _bars.At(Math.Max(0, reward)));
            var height = Math.Clamp(_grid.RowHeight * 0.5, 0.8, 10);
            var css = $"bar {RunMarks.ClassOf(lane.Run.Status)}-fill";
            canvas.Rectangle(css, from, _grid.RowAt(lane.Row) - height / 2, Math.Max(1, to - from), height, height >= 6 ? 2 : 0);
        }
    }

    private static double? RewardOf(PicturedRun run) =>
        double.TryParse(run.TotalReward, NumberStyles.Float, CultureInfo.InvariantCulture, out var reward) && double.IsFinite(reward)
            ? reward
            : null;

    /// <summary>The rows that have room for text: first those with the most runs on them, then the longest.</summary>
    private static HashSet<int> Named(double rowHeight, IReadOnlyList<RunLane> lanes)
    {
        var apart = (int)Math.Ceiling(LeastRoomForText / rowHeight);
        var taken = new bool[lanes.Count];
        var named = new HashSet<int>();
        foreach (var lane in lanes.OrderByDescending(lane => lane.Below).ThenByDescending(lane => lane.Run.TotalSteps).ThenBy(lane => lane.Row))
        {
            var (first, last) = (Math.Max(0, lane.Row - apart + 1), Math.Min(lanes.Count - 1, lane.Row + apart - 1));
            if (!taken.AsSpan(first, last - first + 1).Contains(true))
            {
                taken[lane.Row] = true;
                named.Add(lane.Row);
            }
        }

        return named;
    }
}
