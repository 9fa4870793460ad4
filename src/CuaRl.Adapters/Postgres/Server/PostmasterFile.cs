using System.Globalization;

namespace CuaRl.Adapters.Postgres.Server;

/// <summary>What the server wrote about itself into <c>postmaster.pid</c>.</summary>
/// <param name="Pid">Its process.</param>
/// <param name="Started">When it started, as it wrote it.</param>
/// <param name="SocketDirectory">Where its socket is; empty while it is just starting.</param>
internal sealed record PostmasterFile(int Pid, string Started, string SocketDirectory)
{
    // Larger than any process number, so that nothing lives under it.
    private const string NoProcess = "2147483646";

    public static PostmasterFile? Read(string path)
    {
        try
        {
            var lines = File.ReadAllLines(path);
            return lines.Length > 0 && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? new PostmasterFile(pid, lines.ElementAtOrDefault(2) ?? "", lines.ElementAtOrDefault(4) ?? "")
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>True when that process is alive and wrote this very file, and is not a later process of its number.</summary>
    public bool IsRunning()
    {
        if (ProcessIdentity.Find(Pid) is null)
        {
            return false;
        }

        // The server's working directory is its data directory; the time of its start is in the third line.
        var cwd = $"/proc/{Pid}/cwd";
        return !Directory.Exists("/proc/self")
            || (Read(Path.Combine(cwd, "postmaster.pid")) is { } own && own.Pid == Pid && own.Started == Started);
    }

    /// <summary>
    /// Marks the server as gone where PostgreSQL could not tell: its number is taken by another process, or it was killed
    /// and nobody reaped it. Only the number changes: the rest of the file is what protects against processes of the old
    /// server that still run.
    /// </summary>
    public static void Disown(string path)
    {
        var lines = File.ReadAllLines(path);
        lines[0] = NoProcess;
        File.WriteAllText(path, string.Join('\n', lines) + "\n");
    }
}
