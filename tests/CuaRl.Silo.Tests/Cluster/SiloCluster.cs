using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>Silos as users run them, each a process at free ports of its own, on one database.</summary>
internal sealed class SiloCluster(params string[] options) : IAsyncDisposable
{
    private const int Size = 3;

    private readonly List<ServiceProcess> _silos = [];

    public IReadOnlyList<ServiceProcess> Silos => _silos;

    public IReadOnlyList<HttpClient> Clients => [.. _silos.Select(silo => silo.Http)];

    /// <summary>Three silos, at once.</summary>
    public Task StartAsync() => Task.WhenAll(Enumerable.Range(0, Size).Select(_ => StartOneAsync()));

    /// <summary>One more.</summary>
    public async Task StartOneAsync()
    {
        var silo = await ServiceProcess.StartAsync(
            new ProgramArguments(TestFolders.Create("silo"), ServiceProcess.Up(options)));
        lock (_silos)
        {
            _silos.Add(silo);
        }
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(ServiceProcess silo)
    {
        await silo.DisposeAsync();
        _silos.Remove(silo);
    }

    public async Task KillAllAsync()
    {
        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask()));
        _silos.Clear();
    }

    public async ValueTask DisposeAsync() => await KillAllAsync();
}
