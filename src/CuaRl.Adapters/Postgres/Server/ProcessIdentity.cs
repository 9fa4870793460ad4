using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>A process by number and start time: numbers are used again, the pair is not.</summary>
internal sealed record ProcessIdentity(int Pid, string StartTime)
{
    public static ProcessIdentity Current { get; } = Find(Environment.ProcessId)
        ?? throw new InvalidOperationException("The running process does not find itself.");

    /// <summary>The live process of that number. One that was killed and waits to be reaped is not alive.</summary>
    public static ProcessIdentity? Find(int pid)
    {
        if (Directory.Exists("/proc/self"))
        {
            return ReadProc(pid) is { State: not ("Z" or "X"), StartTime: var ticks } ? new ProcessIdentity(pid, ticks) : null;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            var start = new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
            return new ProcessIdentity(pid, start.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    public bool IsAlive => Find(Pid) == this;

    private static (string State, string StartTime)? ReadProc(int pid)
    {
        try
        {
            // The second field, the command in parentheses, may hold anything; fields are counted after its end.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0], fields[19]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
