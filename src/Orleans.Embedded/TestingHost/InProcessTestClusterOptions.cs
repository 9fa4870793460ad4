using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

public sealed class InProcessTestClusterOptions
{
    public string ClusterId { get; set; } = "";

    public string ServiceId { get; set; } = "";

    /// <summary>This engine carries one silo; more are refused at deployment.</summary>
    public short InitialSilosCount { get; set; }

    /// <summary>On by default.</summary>
    public bool InitializeClientOnDeploy { get; set; } = true;

    /// <summary>This engine writes no log files of its own.</summary>
    public bool ConfigureFileLogging { get; set; }

    public List<Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>> SiloHostConfigurationDelegates { get; } = [];

    public List<Action<IHostApplicationBuilder>> ClientHostConfigurationDelegates { get; } = [];
}
