using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.TestKit.Endpoints;

/// <summary>An HTTP server on the loopback device that answers as it is told and remembers what it was asked.</summary>
public sealed class LocalEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _released = new();

    private LocalEndpoint(WebApplication app) => _app = app;

    /// <summary>Where it listens, with a path that nobody should show.</summary>
    public Uri Url => new(
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/judge/s3cret");

    /// <summary>The body that it answers with; null to answer only when it is disposed.</summary>
    public string? Answer { get; set; } = "{}";

    /// <summary>The status that it answers with.</summary>
    public int Status { get; set; } = 200;

    /// <summary>The bodies that were sent.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The Authorization headers that were sent.</summary>
    public List<string?> Authorizations { get; } = [];

    /// <summary>Starts it on a port of its own.</summary>
    public static async Task<LocalEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var endpoint = new LocalEndpoint(builder.Build());
        endpoint._app.Run(endpoint.AnswerAsync);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _released.TrySetResult();
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        Questions.Add(await reader.ReadToEndAsync());
        Authorizations.Add(context.Request.Headers.Authorization);
        if (Answer is null)
        {
            await _released.Task;
        }

        context.Response.StatusCode = Status;
        context.Response.Headers.Location = "http://127.0.0.1:9/elsewhere";
        await context.Response.WriteAsync(Answer ?? "{}");
    }
}
