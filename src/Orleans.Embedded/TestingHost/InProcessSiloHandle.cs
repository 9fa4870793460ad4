using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

public class InProcessSiloHandle : SiloHandle
{
    private bool _isActive = true;

    public required IHost SiloHost { get; init; }

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _isActive;

    public override async Task StopSiloAsync(bool stopGracefully)
    {
        if (!_isActive)
        {
            return;
        }

        _isActive = false;
        if (stopGracefully)
        {
            await SiloHost.StopAsync();
        }
        else
        {
            ServiceProvider.GetRequiredService<Silo>().Kill();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopSiloAsync(stopGracefully: true);
        if (SiloHost is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }
    }
}
