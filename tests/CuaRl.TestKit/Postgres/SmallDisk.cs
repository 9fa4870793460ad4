using System.Diagnostics;

namespace CuaRl.TestKit.Postgres;

/// <summary>A small file system of a test's own, which it can fill.</summary>
public sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 256;
    private const int Block = 64 * 1024;

    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Why this process cannot mount one; null when it can.</summary>
    public static string? UnavailableReason { get; } = Try();

    /// <summary>Mounts one.</summary>
    /// <exception cref="InvalidOperationException">It cannot be mounted here.</exception>
    public static SmallDisk Mount()
    {
        var disk = new SmallDisk(TestFolders.Create("disk"));
        return Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=755", "cuarl-test", disk.Folder)
            ? disk
            : throw new InvalidOperationException("The small file system cannot be mounted.");
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        var block = new byte[Block];
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = block.Length; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    ballast.Write(block.AsSpan(0, size));
                }
            }
            catch (IOException)
            {
                // Full for pieces of this size: try smaller ones.
            }
        }
    }

    /// <summary>Frees what was filled.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc />
    public void Dispose()
    {
        if (!Run("umount", Folder))
        {
            Run("umount", "--lazy", Folder);
        }
    }

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return "mounting a small file system needs root on Linux";
        }

        try
        {
            Mount().Dispose();
            return null;
        }
        catch (InvalidOperationException)
        {
            return "this container may not mount a small file system";
        }
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
