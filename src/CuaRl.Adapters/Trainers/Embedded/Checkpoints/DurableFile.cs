using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CuaRl.Adapters.Trainers.Embedded.Checkpoints;

/// <summary>Files that are there whole or not at all, whenever the process or the machine ends.</summary>
internal static class DurableFile
{
    /// <summary>The end of the name of a file that is not whole yet.</summary>
    public const string Unfinished = ".unfinished";

    /// <summary>Writes a file in place of what is there; after it returns, it outlives a crash of the machine.</summary>
    public static void Write(string file, params ReadOnlySpan<byte[]> parts)
    {
        var folder = Path.GetDirectoryName(file)!;
        foreach (var left in Directory.EnumerateFiles(folder, $"*{Unfinished}"))
        {
            File.Delete(left); // Of a process that was killed; a writer that still lives hears of it and tries again.
        }

        var unfinished = $"{file}.{Path.GetRandomFileName()}{Unfinished}";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                foreach (var part in parts)
                {
                    stream.Write(part);
                }

                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        FlushFolder(folder);
    }

    /// <summary>Makes a folder, and those above it, so that they outlive a crash of the machine.</summary>
    public static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        var above = Path.GetDirectoryName(folder)!;
        CreateFolder(above);
        Directory.CreateDirectory(folder);
        FlushFolder(above);
    }

    /// <summary>What is in a folder is on disk after this; .NET opens no folders, and Windows needs nothing of the kind.</summary>
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var handle = new SafeFileHandle(Open(folder, flags: 0), ownsHandle: true);
        if (handle.IsInvalid)
        {
            throw new IOException($"{folder} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        RandomAccess.FlushToDisk(handle);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
