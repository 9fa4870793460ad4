using CuaRl.Adapters.Postgres;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Http.Health;

/// <summary>Asks the database and the engine, each within a short time, whether they answer.</summary>
internal sealed class ReadinessCheck(PostgresStore store, IGrainFactory grains)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<Readiness> RunAsync(CancellationToken cancellationToken)
    {
        var problem = await AskDatabaseAsync(cancellationToken) ?? await AskEngineAsync(cancellationToken);
        return new Readiness
        {
            Status = problem is null ? Readiness.Ready : Readiness.NotReady,
            Version = BuildInfo.Version,
            Engine = OrleansEngine.Name,
            Problems = problem is null ? [] : [problem],
        };
    }

    private async Task<string?> AskDatabaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.CheckAsync(cancellationToken).WaitAsync(Patience, cancellationToken) is { } problem
                ? $"database: {problem}"
                : null;
        }
        catch (TimeoutException)
        {
            return $"database: no answer in {Patience.TotalSeconds} s";
        }
    }

    private async Task<string?> AskEngineAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetSimulationCatalog().List(0, 1, cancellationToken).WaitAsync(Patience, cancellationToken);
            return null;
        }
        catch (TimeoutException)
        {
            return $"engine: no answer in {Patience.TotalSeconds} s";
        }
        catch (Exception error) when (error is OrleansException or CuaRlException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return $"engine: {error.Message}";
        }
    }
}
