using System.ComponentModel;
using System.Globalization;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.TestKit.Postgres;

/// <summary>A private server of a test's own, to be killed, frozen and started again.</summary>
public sealed class FaultyPostgres : IAsyncDisposable
{
    private const int NoSuchProcess = 3;

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
    public void Kill() => Send(Signal.Kill);

    /// <summary>Stops every process of the server where it stands (SIGSTOP): connections stay open and silent.</summary>
    public void Freeze() => Send(Signal.Stop);

    /// <summary>Lets a frozen server go on (SIGCONT).</summary>
    public void Resume() => Send(Signal.Continue);

    /// <summary>Starts the server after a kill, and waits until it answers.</summary>
    public async Task StartAgainAsync() => _attached.Add(await PrivateServer.AttachAsync(
        TestFolders.Options(_folder), TimeProvider.System, NullLogger.Instance, CancellationToken.None));

    /// <summary>From now on a killed server is started again by itself.</summary>
    public void Supervise() => _attached[0].Supervise();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_attached[0].ProcessId is not null)
        {
            Resume(); // A test that failed may have left it standing still, and so it could not be stopped.
        }

        foreach (var server in _attached)
        {
            await server.DisposeAsync();
        }

        await TestFolders.RemoveAsync(_folder);
    }

    private void Send(Signal signal)
    {
        var server = _attached[0].ProcessId ?? throw new InvalidOperationException("The server is not running.");
        // Listed before the first process is dead, since then they are nobody's; one may end by itself meanwhile.
        foreach (var pid in ChildrenOf(server).Prepend(server).ToList())
        {
            try
            {
                ProcessSignals.Send(pid, signal);
            }
            catch (Win32Exception gone) when (gone.NativeErrorCode == NoSuchProcess)
            {
            }
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
}
