using System.Globalization;
using System.Runtime.InteropServices;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Server;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.TestKit.Postgres;

/// <summary>A private server of a test's own, to be killed, frozen and started again.</summary>
public sealed class FaultyPostgres : IAsyncDisposable
{
    private const int SigKill = 9;

    private readonly string _folder;
    private readonly List<PrivateServer> _attached = [];

    private FaultyPostgres(string folder) => _folder = folder;

    /// <summary>Its data directory, as the service would be given it.</summary>
    public string DataDirectory => _folder;

    /// <summary>Its database, not migrated.</summary>
    public DatabaseTarget Target => _attached[0].Target;

    /// <summary>Starts one.</summary>
    public static async Task<FaultyPostgres> StartAsync()
    {
        var server = new FaultyPostgres(TestFolders.Create("faulty"));
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Kills every process of the server at once (SIGKILL), as a power cut would; files and socket stay.</summary>
    public void Kill() => Signal(SigKill);

    /// <summary>Stops every process of the server where it stands (SIGSTOP): connections stay open and silent.</summary>
    public void Freeze() => Signal(OperatingSystem.IsMacOS() ? 17 : 19);

    /// <summary>Lets a frozen server go on (SIGCONT).</summary>
    public void Resume() => Signal(OperatingSystem.IsMacOS() ? 19 : 18);

    /// <summary>Starts the server after a kill, and waits until it answers.</summary>
    public async Task StartAgainAsync() => _attached.Add(await PrivateServer.AttachAsync(
        TestFolders.Options(_folder), TimeProvider.System, NullLogger.Instance, CancellationToken.None));

    /// <summary>From now on a killed server is started again by itself.</summary>
    public void Supervise() => _attached[0].Supervise();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _attached)
        {
            await server.DisposeAsync();
        }

        await TestFolders.RemoveAsync(_folder);
    }

    private void Signal(int signal)
    {
        var server = _attached[0].ProcessId ?? throw new InvalidOperationException("The server is not running.");
        // Children first: once the first process is dead, they are nobody's and cannot be found.
        foreach (var pid in ChildrenOf(server).Append(server))
        {
            _ = SendSignal(pid, signal);
        }
    }

    private static List<int> ChildrenOf(int parent) =>
        [.. Directory.GetDirectories("/proc")
            .Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .Where(name => ParentOf(name!) == parent)
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture))];

    private static int ParentOf(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int pid, int signal);
}
