using System.Diagnostics;
using System.Globalization;
using CuaRl.Adapters.Postgres.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.TestKit.Postgres;

/// <summary>Data directories of test processes, named after them, and gone with them.</summary>
public static class TestFolders
{
    private static readonly string Base = Path.Combine(Path.GetTempPath(), $"cuarl-tests-{Environment.UserName}");
    private static readonly Lazy<string> Mine = new(StartKeeper);

    /// <summary>Held, since without it the end of what the keeper reads would come with some collection of garbage.</summary>
    private static Process? _keeper;
    private static int _count;

    /// <summary>A new folder of this process.</summary>
    public static string Create(string name)
    {
        var count = Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        var folder = Path.Combine(Mine.Value, name + count);
        Directory.CreateDirectory(folder);
        return folder;
    }

    internal static PrivateServerOptions Options(string folder) => new()
    {
        DataDirectory = folder,
        ProgramsDirectory = Path.Combine(Base, "programs"),
    };

    /// <summary>Stops a folder's server, if one runs, and removes the folder.</summary>
    internal static async Task RemoveAsync(string folder)
    {
        await PrivateServer.StopAsync(Options(folder), TimeProvider.System, NullLogger.Instance, CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    // The test host is ended without time to clean up, or killed; a shell that outlives it by a moment does it instead. The host
    // holds the other end of what the shell reads, and says nothing: the end of that is the end of the host.
    private static string StartKeeper()
    {
        var me = ProcessIdentity.Current;
        var folder = Path.Combine(Base, $"{me.Pid.ToString(CultureInfo.InvariantCulture)}-{me.StartTime}");
        Directory.CreateDirectory(folder);
        var keeper = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-c",
                """
                trap '' INT
                read -r _
                for file in "$1"/*/postgres/data/postmaster.pid; do
                  pid=$(head -n 1 "$file") && kill -CONT "$pid" && kill -QUIT "$pid"
                  for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$pid" && sleep 0.1; done
                done
                rm -rf "$1"
                """,
                "keeper", folder,
            },
        };
        _keeper = Process.Start(keeper);
        return folder;
    }
}
