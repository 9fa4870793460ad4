using Microsoft.Extensions.Hosting;

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
        await SiloHost.StopAsync(new CancellationToken(canceled: !stopGracefully));
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
