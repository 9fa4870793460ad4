using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.TestKit.Services;

/// <summary>Puts something of a test's own around a service that was registered by its type, the first of several.</summary>
public static class Wrapped
{
    public static void Wrap<T>(this IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var inner = services.First(service => service.ServiceType == typeof(T));
        services.Remove(inner);
        services.AddSingleton(provider => wrap((T)ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)));
    }
}
