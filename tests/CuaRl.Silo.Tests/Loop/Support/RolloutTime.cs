using System.Collections.Concurrent;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop;
using CuaRl.Silo.Loop.Rollouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Has rollouts, and what waits for them, take their time from a test.</summary>
internal static class RolloutTime
{
    public static void AddRolloutTime(this IServiceCollection services, TimeProvider time, ConcurrentQueue<string> log) =>
        services.AddSingleton(provider => new RolloutServices(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<BlobCache>(),
            provider.GetRequiredService<IValidators>(), provider.GetRequiredService<Patience>(), time,
            LoggerFactory.Create(logging => logging.AddProvider(new KeptLog(log)))));
}
