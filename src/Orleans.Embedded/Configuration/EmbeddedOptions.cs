using Orleans.TestingHost;

namespace Orleans.Configuration;

/// <summary>What only this engine has; for its own tests and for running a whole test suite another way.</summary>
internal sealed class EmbeddedOptions
{
    /// <summary>Every value that crosses a grain boundary is written to bytes and read back.</summary>
    public bool Wire { get; set; } = Environment.GetEnvironmentVariable("ORLEANS_EMBEDDED_WIRE") == "1";

    /// <summary>What runs the silo on one thread by a seed; null in life.</summary>
    public Simulation? Simulation { get; set; }
}
