using System.ComponentModel;
using System.Runtime.InteropServices;

namespace CuaRl.TestKit.Processes;

/// <summary>kill(2).</summary>
internal static class ProcessSignals
{
    public static void Send(int processId, Signal signal)
    {
        if (Kill(processId, NumberOf(signal)) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private static int NumberOf(Signal signal) => signal switch
    {
        Signal.Terminate => 15,
        Signal.Kill => 9,
        Signal.Stop => OperatingSystem.IsMacOS() ? 17 : 19,
        Signal.Continue => OperatingSystem.IsMacOS() ? 19 : 18,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, null),
    };

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
