using System.ComponentModel;

namespace CuaRl.Silo.Http.Monitor;

/// <summary>The error body of the original monitor.</summary>
internal sealed record MonitorError
{
    [Description("What happened, for people.")]
    public required string Error { get; init; }
}
