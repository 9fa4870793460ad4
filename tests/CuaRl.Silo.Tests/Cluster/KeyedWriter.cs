using System.Net;
using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Cluster;

/// <summary>A client that creates one simulation after another, each with a key, and sends again what was not acknowledged.</summary>
internal sealed class KeyedWriter(string name, IReadOnlyList<HttpClient> services)
{
    private readonly Dictionary<string, string> _acknowledged = [];

    /// <summary>Ids by the key under which they were acknowledged.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => _acknowledged;

    /// <summary>Writes until told to stop, and at least once.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        for (var i = 0; i == 0 || !stop.IsCancellationRequested; i++)
        {
            var key = $"{name}-{i}";
            var service = services[i % services.Count];
            _acknowledged[key] = await Eventually.GivesAsync(
                $"an acknowledgement of {key}", () => TryCreateAsync(key, service));
        }
    }

    private static async Task<string?> TryCreateAsync(string key, HttpClient service)
    {
        using var answer = await service.PostSimulationAsync(SimulationClient.Least, key);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return null;
        }

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.JsonAsync()).GetProperty("id").GetString();
    }
}
