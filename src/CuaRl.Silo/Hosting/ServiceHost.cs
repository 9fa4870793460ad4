using CuaRl.Adapters;
using CuaRl.Adapters.Postgres;
using CuaRl.Silo.Commands;
using CuaRl.Silo.Hosting.Devices;
using CuaRl.Silo.Hosting.Plugins;
using CuaRl.Silo.Hosting.Progress;
using CuaRl.Silo.Hosting.Sweeps;
using CuaRl.Silo.Http;
using CuaRl.Silo.Loop;

namespace CuaRl.Silo.Hosting;

/// <summary>The composition root: the silo and its HTTP facade in one host.</summary>
internal static class ServiceHost
{
    /// <param name="settings">What was asked for.</param>
    /// <param name="store">The open database.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="extend">Adds services last; null for nothing.</param>
    public static WebApplication Build(
        ServiceSettings settings, PostgresStore store, ILoggerFactory loggers, Action<IServiceCollection>? extend = null)
    {
        // Empty: what the framework would read from files and ASPNETCORE_* variables is no setting of ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CuaRl.Silo" });
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddMetrics();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Shutdown.Drain);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddCuaRlJudges(settings.Endpoints);
        builder.Services.AddSimulatedDevices();
        builder.Services.AddEmbeddedTrainer(settings.Checkpoints);
        builder.Services.AddTinkerTrainer(settings.Tinker);
        if (settings.GBox is { } gbox)
        {
            builder.Services.AddDevicesOfGBox(gbox);
        }

        Judges.Load(settings.Plugins, loggers.CreateLogger<Judges>()).AddTo(builder.Services);
        extend?.Invoke(builder.Services);
        builder.UseOrleans(silo => SiloConfiguration.Configure(silo, store, settings));
        builder.Services.AddHostedService<ProgressKeeper>(); // After the silo: they start when grains can be called.
        builder.Services.AddHostedService<SweepKeeper>();
        builder.Services.AddHostedService<PoolKeeper>();
        builder.Services.AddTrainingLoops();
        builder.AddHttpFacade(settings);

        var app = builder.Build();
        app.Services.CheckCuaRlJudges();
        app.UseHttpFacade();
        return app;
    }
}
