using CuaRl.Silo.Hosting;
using CuaRl.Silo.Http.Appends;
using CuaRl.Silo.Http.Batches;
using CuaRl.Silo.Http.Blobs;
using CuaRl.Silo.Http.Devices;
using CuaRl.Silo.Http.Docs;
using CuaRl.Silo.Http.Errors;
using CuaRl.Silo.Http.Groups;
using CuaRl.Silo.Http.Health;
using CuaRl.Silo.Http.Live;
using CuaRl.Silo.Http.Monitor;
using CuaRl.Silo.Http.OpenApi;
using CuaRl.Silo.Http.Records;
using CuaRl.Silo.Http.Rollouts;
using CuaRl.Silo.Http.Runs;
using CuaRl.Silo.Http.Simulations;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Streaming;
using CuaRl.Silo.Http.Tasks;
using CuaRl.Silo.Http.Trainings;
using CuaRl.Silo.Http.Trainings.Lineages;
using CuaRl.Silo.Http.Trees;

namespace CuaRl.Silo.Http;

/// <summary>The HTTP side of the service: what stands around every route, and the routes.</summary>
internal static class HttpFacade
{
    public static void AddHttpFacade(this WebApplicationBuilder builder, ServiceSettings settings)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ServerLimits.MaxReadBytes;
        });
        builder.WebHost.UseUrls([.. settings.Addresses.Select(address => address.Url)]);

        var services = builder.Services;
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json => HttpJson.Configure(json.SerializerOptions));
        services.AddSingleton<ErrorReport>();
        services.AddExceptionHandler<ErrorHandler>();
        services.AddApiDocument();
        services.AddSingleton<ReadinessCheck>();
        services.AddLive();

        // Without a key, a page of another origin must not reach the service under a name of its own (DNS rebinding).
        services.AddHostFiltering(filter => filter.AllowedHosts = settings.ApiKey is null
            ? ["localhost", "127.0.0.1", "[::1]", .. settings.Addresses.Select(address => address.Host)]
            : ["*"]);
    }

    public static void UseHttpFacade(this WebApplication app)
    {
        app.UseHostFiltering();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
        app.UseMiddleware<BrokenAnswers>();
        app.UseStatusCodePages(ErrorHandler.WriteStatusAsync);
        app.UseRouting();
        app.UseMiddleware<OriginGate>();
        app.UseMiddleware<ApiKeyGate>();
        app.MapHealth();
        app.MapSimulations();
        app.MapCompatRuns();
        app.MapCompatComparison();
        app.MapCompatTree();
        app.MapCompatStates();
        app.MapSimulationResource();
        app.MapRuns();
        app.MapRunStatus();
        app.MapStates();
        app.MapAppends();
        app.MapExports();
        app.MapLineage();
        app.MapTrees();
        app.MapTags();
        app.MapBlobs();
        app.MapTrainings();
        app.MapTrainingStatus();
        app.MapTrainingComparison();
        app.MapTrainingLineages();
        app.MapTrainingExports();
        app.MapRewardLayers();
        app.MapBatches();
        app.MapGroups();
        app.MapRollouts();
        app.MapRolloutEnds();
        app.MapTurns();
        app.MapRecords();
        app.MapTasks();
        app.MapDevices();
        app.MapDeviceContents();
        app.MapDevicePools();
        app.MapLive();
        app.MapMonitorTrainings();
        app.MapMonitorRollouts();
        app.MapMonitorOverride();
        app.MapMonitorFiles();
        app.MapDocs();
        app.MapOpenApi().WithMetadata(new OpenRouteMetadata());
    }
}
