using System.Diagnostics;

namespace CuaRl.Silo.Hosting;

/// <summary>How long this process has run, the start of the runtime included.</summary>
internal static class ProcessAge
{
    public static TimeSpan Now()
    {
        using var self = Process.GetCurrentProcess();
        return TimeProvider.System.GetLocalNow().DateTime - self.StartTime;
    }
}
