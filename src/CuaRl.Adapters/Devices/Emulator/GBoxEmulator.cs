using CuaRl.Adapters.Devices.Emulator.Routes;
using CuaRl.Grains.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>
/// A server with the REST contract of GBox over simulated devices, and with faults to order. Its boxes end with it. Beside the
/// API it has <c>POST /emulator/faults</c>, <c>GET /emulator/boxes</c>, and pictures at <c>/pictures</c> and <c>/live</c>.
/// </summary>
public sealed class GBoxEmulator : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EmulatedBoxes _boxes;
    private readonly FaultDice _dice;

    private GBoxEmulator(WebApplication app, EmulatedBoxes boxes, FaultDice dice) => (_app, _boxes, _dice) = (app, boxes, dice);

    /// <summary>Where it listens, with the ports that were really taken.</summary>
    public IReadOnlyList<Uri> Urls =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(url => new Uri(url))];

    /// <summary>The base address of the API, as clients of GBox are given it.</summary>
    public Uri ApiUrl => new(Urls[0], "/api/v1/");

    /// <summary>Starts it.</summary>
    /// <param name="driver">Whose devices its boxes are.</param>
    /// <param name="options">Where it listens and what goes wrong.</param>
    /// <param name="ids">Where ids come from.</param>
    /// <param name="time">When boxes expire.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<GBoxEmulator> StartAsync(
        IDeviceDriver driver,
        GBoxEmulatorOptions options,
        IIdGenerator ids,
        TimeProvider time,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "CuaRl.GBoxEmulator" });
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls);

        var app = builder.Build();
        var emulator = new GBoxEmulator(app, new EmulatedBoxes(driver, time, ids), new FaultDice(options.Faults, options.Seed));
        emulator.Map(options, ids, time);
        await app.StartAsync(cancellationToken);
        return emulator;
    }

    /// <summary>Puts other faults in force.</summary>
    public void SetFaults(EmulatorFaults faults) => _dice.Set(faults);

    /// <summary>Every box that was ever made.</summary>
    public Task<EmulatorAudit> AuditAsync(CancellationToken cancellationToken = default) => _boxes.AuditAsync(cancellationToken);

    /// <summary>Waits until it is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private void Map(GBoxEmulatorOptions options, IIdGenerator ids, TimeProvider time)
    {
        var pictures = new StoredPictures(ids);
        _app.UseRouting();

        var api = _app.MapGroup("/api/v1")
            .AddEndpointFilter(new KeyFilter(options.ApiKey))
            .AddEndpointFilter(new FaultFilter(_dice, _boxes, time))
            .AddEndpointFilter(new ErrorFilter());
        new BoxRoutes(_boxes, _dice, time).Map(api);
        new ActionRoutes(_boxes, pictures).Map(api);
        new SnapshotRoutes(_boxes).Map(api);

        var control = _app.MapGroup("/emulator").AddEndpointFilter(new KeyFilter(options.ApiKey)).AddEndpointFilter(new ErrorFilter());
        new ControlRoutes(_boxes, _dice).Map(control);
        pictures.Map(_app);
    }
}
