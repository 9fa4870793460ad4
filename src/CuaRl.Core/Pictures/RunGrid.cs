namespace CuaRl.Core.Pictures;

/// <summary>Where everything lies.</summary>
internal sealed class RunGrid
{
    public const double Width = 1_280;
    public const double TableStart = 836;
    public const double PlotStart = 64;
    public const double PlotEnd = TableStart - 36;
    public const double Top = 104;

    private const double TallestRow = 34;
    private const double TallestPicture = 4_400;
    private const double MostBend = 12;
    private const double LeastRowWithMarks = 9;
    private const double LeastPixelsAState = 9;
    private const int MostStates = 2_000;

    public RunGrid(IReadOnlyList<RunLane> lanes)
    {
        RowHeight = Math.Min(TallestRow, TallestPicture / Math.Max(1, lanes.Count));
        Height = RowHeight * lanes.Count;
        Stroke = Math.Clamp(RowHeight * 0.34, 0.8, 3);
        FirstStep = lanes.Count == 0 ? 0 : lanes.Min(lane => lane.Start);
        var last = lanes.Count == 0 ? 1 : lanes.Max(lane => lane.End);
        Steps = new Axis(FirstStep, last, PlotStart, PlotEnd);
        HasStates = Steps.PerUnit >= LeastPixelsAState && lanes.Sum(lane => lane.End - lane.Start) <= MostStates;
    }

    public Axis Steps { get; }

    public long FirstStep { get; }

    public double RowHeight { get; }

    public double Height { get; }

    public double Stroke { get; }

    /// <summary>How far a branch bends, across and down.</summary>
    public double Bend => Math.Min(RowHeight * 0.7, MostBend);

    /// <summary>Whether rows are tall enough for marks at branches and ends.</summary>
    public bool HasMarks => RowHeight >= LeastRowWithMarks;

    /// <summary>Whether there is room to show each state.</summary>
    public bool HasStates { get; }

    public double RowAt(int row) => Top + (row + 0.5) * RowHeight;
}
