using System.Globalization;
using CuaRl.Adapters.Postgres.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.TestKit.Postgres;

/// <summary>Data directories of test processes, named after them, so that what a killed one left can be removed.</summary>
public static class TestFolders
{
    private static readonly string Base = Path.Combine(Path.GetTempPath(), "cuarl-tests");
    private static int _count;

    /// <summary>A new folder of this process.</summary>
    public static string Create(string name)
    {
        var me = ProcessIdentity.Current;
        var folder = Path.Combine(
            Base,
            $"{me.Pid.ToString(CultureInfo.InvariantCulture)}-{me.StartTime}",
            $"{name}{Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture)}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    internal static PrivateServerOptions Options(string folder) => new()
    {
        DataDirectory = folder,
        ProgramsDirectory = Path.Combine(Base, "programs"),
    };

    /// <summary>Stops the servers and removes the folders of test processes that are gone.</summary>
    internal static async Task SweepAsync()
    {
        Directory.CreateDirectory(Base);
        foreach (var process in Directory.GetDirectories(Base))
        {
            var parts = Path.GetFileName(process).Split('-');
            if (parts.Length != 2 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out var pid)
                || new ProcessIdentity(pid, parts[1]).IsAlive)
            {
                continue;
            }

            foreach (var folder in Directory.GetDirectories(process))
            {
                await RemoveAsync(folder);
            }

            Delete(process);
        }
    }

    /// <summary>Stops a folder's server, if one runs, and removes the folder.</summary>
    internal static async Task RemoveAsync(string folder)
    {
        try
        {
            await PrivateServer.StopAsync(Options(folder), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        }
        catch (ConfigurationException)
        {
            // Half-made by a killed process, or swept by another test process just now: only the files are left to remove.
        }

        Delete(folder);
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another test process swept it.
        }
    }
}
