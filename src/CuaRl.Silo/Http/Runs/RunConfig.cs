using System.ComponentModel;

namespace CuaRl.Silo.Http.Runs;

/// <summary>The configuration that holds for a run.</summary>
internal sealed record RunConfig
{
    public required string RunId { get; init; }

    [Description("The simulation's agent configuration with the run's overrides laid over it, member by member.")]
    public required JsonText Config { get; init; }
}
