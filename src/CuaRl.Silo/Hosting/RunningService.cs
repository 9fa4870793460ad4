using System.Globalization;
using System.Net.Sockets;
using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop;
using Microsoft.AspNetCore.Connections;

namespace CuaRl.Silo.Hosting;

/// <summary>The service, started: its database open and migrated, its silo and its HTTP facade running.</summary>
internal sealed class RunningService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ILoggerFactory _loggers;

    private RunningService(WebApplication app, PostgresStore store, ILoggerFactory loggers)
    {
        _app = app;
        _loggers = loggers;
        Store = store;
    }

    /// <summary>Its database.</summary>
    public PostgresStore Store { get; }

    /// <summary>A client of its grains.</summary>
    public IClusterClient Grains => _app.Services.GetRequiredService<IClusterClient>();

    /// <summary>How long those wait who ask it from within: until it answers.</summary>
    public Patience Patience => _app.Services.GetRequiredService<Patience>();

    /// <summary>The loops of trainings that it can drive.</summary>
    public TrainingLoops Loops => _app.Services.GetRequiredService<TrainingLoops>();

    /// <summary>Its blobs.</summary>
    public IBlobStore Blobs => _app.Services.GetRequiredService<IBlobStore>();

    /// <summary>Where it listens, with the port that was really taken.</summary>
    public IEnumerable<string> Urls => _app.Urls;

    /// <summary>Where a client on this machine reaches it.</summary>
    public Uri LocalUrl
    {
        get
        {
            var url = new UriBuilder(Urls.First());
            url.Host = url.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : url.Host;
            return url.Uri;
        }
    }

    /// <summary>The line that says that it is ready, for people and for scripts.</summary>
    public string ReadyLine(TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"ready in {elapsed.TotalSeconds:0.0} s at {string.Join(' ', Urls)}, engine {OrleansEngine.Name}, database {Store.Target.Display}");

    /// <param name="settings">What was asked for.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <param name="extend">Adds what tests put behind the grains beside or in place of what is there; null for nothing.</param>
    /// <exception cref="ConfigurationException">It cannot start; the message is one line with the cause and the cure.</exception>
    public static async Task<RunningService> StartAsync(
        ServiceSettings settings, CancellationToken cancellationToken, Action<IServiceCollection>? extend = null)
    {
        var database = DatabaseSettings.Find(settings.Database, Environment.GetEnvironmentVariable);
        foreach (var address in settings.Addresses)
        {
            address.CheckFree();
        }

        EngineSeam.Check(settings.Silo);

        var loggers = LoggerFactory.Create(logging => logging.AddServiceLog(settings));
        PostgresStore? store = null;
        WebApplication? app = null;
        try
        {
            store = await PostgresStore.OpenAsync(
                new PostgresOptions { Database = database, DataDirectory = settings.DataDirectory },
                TimeProvider.System, loggers, cancellationToken);
            await store.LockServiceAsync(SiloConfiguration.ServiceId, EngineSeam.Lock, cancellationToken);
            await EngineSeam.PrepareAsync(store, settings, loggers, cancellationToken);
            app = ServiceHost.Build(settings, store, loggers, extend);
            await StartAsync(app, settings, cancellationToken);
            return new RunningService(app, store, loggers);
        }
        catch (Exception error)
        {
            // Whatever it was: nothing half-open is left behind.
            await CloseAsync(app, store, loggers);
            if (error is not CuaRlException && PostgresErrors.Translate(error) is { } known)
            {
                throw known;
            }

            throw;
        }
    }

    /// <summary>Waits until the service is told to stop, and for the requests in flight then.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await CloseAsync(_app, Store, _loggers);
    }

    private static async Task StartAsync(WebApplication app, ServiceSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            // Taken between the check and now.
            throw settings.Addresses[0].Refused(SocketError.AddressAlreadyInUse, error);
        }
    }

    private static async Task CloseAsync(WebApplication? app, PostgresStore? store, ILoggerFactory loggers)
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        if (store is not null)
        {
            await store.DisposeAsync();
        }

        loggers.Dispose();
    }
}
