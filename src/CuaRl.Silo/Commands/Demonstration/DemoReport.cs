namespace CuaRl.Silo.Commands.Demonstration;

/// <summary>What the demo did, and where to look.</summary>
internal sealed record DemoReport
{
    public required string Engine { get; init; }

    public required string Database { get; init; }

    public required double ReadyInSeconds { get; init; }

    public required IReadOnlyList<DemoStep> Steps { get; init; }

    /// <summary>A command that shows the same from elsewhere, under what it shows.</summary>
    public required IReadOnlyDictionary<string, string> Look { get; init; }
}
