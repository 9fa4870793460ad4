namespace CuaRl.Silo.Http.Monitor;

/// <summary>Where the picture of an observation is.</summary>
internal sealed record MonitorScreenshot
{
    public required string? ScreenshotUri { get; init; }

    public required string? ObsType { get; init; }
}
