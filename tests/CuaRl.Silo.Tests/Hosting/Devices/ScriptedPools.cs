using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace CuaRl.Silo.Tests.Hosting.Devices;

/// <summary>
/// Grains of pools and of their catalog that answer as told, without a silo. They are no classes that implement grain interfaces,
/// which a silo in this process would take for grains of its own.
/// </summary>
internal sealed class ScriptedPools
{
    public ScriptedPools() => Grains = Proxy<IGrainFactory>((asked, arguments) =>
        asked.ReturnType == typeof(IDeviceCatalogGrain)
            ? Proxy<IDeviceCatalogGrain>((_, _) => ListAsync())
            : Proxy<IDevicePoolGrain>((_, _) => WakeAsync(GrainKeys.DevicePoolId((string)arguments[0]!))));

    public IGrainFactory Grains { get; }

    /// <summary>What the catalog lists.</summary>
    public Func<ImmutableArray<string>> List { get; set; } = () => [];

    /// <summary>What keeps a pool from waking; null for nothing.</summary>
    public Func<string, Exception?> Trouble { get; set; } = _ => null;

    /// <summary>The pools that were asked, in order.</summary>
    public ConcurrentQueue<string> Woken { get; } = [];

    private async Task<ImmutableArray<string>> ListAsync()
    {
        await Task.Yield();
        return List();
    }

    private async Task<DevicePoolInfo> WakeAsync(string name)
    {
        Woken.Enqueue(name);
        await Task.Yield();
        return Trouble(name) is { } error
            ? throw error
            : new DevicePoolInfo { Name = name, Definition = new DevicePoolDefinition { BoxType = "scripted" } };
    }

    private static T Proxy<T>(Func<MethodInfo, object?[], object> answer)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Answering>();
        ((Answering)(object)proxy).Answer = answer;
        return proxy;
    }

    /// <summary>Every call is answered by one function.</summary>
#pragma warning disable CA1852 // The runtime derives from it.
    internal class Answering : DispatchProxy
#pragma warning restore CA1852
    {
        public Func<MethodInfo, object?[], object> Answer { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Answer(targetMethod!, args ?? []);
    }
}
