using CuaRl.Adapters;
using CuaRl.Adapters.Devices.GBox;

namespace CuaRl.Silo.Hosting.Devices;

/// <summary>The boxes of GBox, for a service's own key or for one that a training brings along.</summary>
internal static class GBoxRegistration
{
    /// <exception cref="ConfigurationException">Something in the options cannot be.</exception>
    public static void AddDevicesOfGBox(this IServiceCollection services, GBoxOptions options)
    {
        // By clock and process: silos that start together shall not come back to GBox together.
        services.AddGBoxDevices(options, (ulong)TimeProvider.System.GetTimestamp() ^ ((ulong)Environment.ProcessId << 32));
    }
}
