using Orleans.Runtime;

namespace Orleans.TestingHost;

public abstract class SiloHandle : IAsyncDisposable
{
    public string Name { get; set; } = "";

    public short InstanceNumber { get; set; }

    public required SiloAddress SiloAddress { get; set; }

    public abstract bool IsActive { get; }

    /// <param name="stopGracefully">False abandons the silo as it stands: nothing is deactivated.</param>
    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract ValueTask DisposeAsync();
}
