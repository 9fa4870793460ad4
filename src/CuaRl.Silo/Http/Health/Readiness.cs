using System.ComponentModel;

namespace CuaRl.Silo.Http.Health;

/// <summary>Whether the service can do its work.</summary>
internal sealed record Readiness
{
    public const string Ready = "ready";
    public const string NotReady = "not ready";

    [Description("'ready' or 'not ready'.")]
    public required string Status { get; init; }

    public required string Version { get; init; }

    [Description("The grain engine of this build: 'embedded' or 'packages'.")]
    public required string Engine { get; init; }

    [Description("What is wrong; empty when ready.")]
    public required IReadOnlyList<string> Problems { get; init; }
}
