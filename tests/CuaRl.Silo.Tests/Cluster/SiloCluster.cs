using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>Silos as users run them, each a process at free ports of its own, on one database.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private const int Size = 3;

    private readonly List<ServiceProcess> _silos = [];
    private readonly string[] _line;

    private SiloCluster(string[] line) => _line = line;

    public IReadOnlyList<ServiceProcess> Silos => _silos;

    /// <summary>Three silos, started at once.</summary>
    public static async Task<SiloCluster> StartAsync(params string[] options)
    {
        var cluster = new SiloCluster(ServiceProcess.Up(options));
        await cluster.StartSilosAsync();
        return cluster;
    }

    public Task StartSilosAsync() => Task.WhenAll(Enumerable.Range(0, Size).Select(_ => StartOneAsync()));

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(ServiceProcess silo)
    {
        await silo.DisposeAsync();
        _silos.Remove(silo);
    }

    public Task KillAllAsync() => Task.WhenAll(_silos.ToList().Select(KillAsync));

    public async ValueTask DisposeAsync() => await KillAllAsync();

    private async Task StartOneAsync()
    {
        var silo = await ServiceProcess.StartAsync(new ProgramArguments(TestFolders.Create("silo"), _line));
        lock (_silos)
        {
            _silos.Add(silo);
        }
    }
}
