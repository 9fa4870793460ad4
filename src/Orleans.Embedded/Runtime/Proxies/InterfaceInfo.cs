using System.Collections.Concurrent;
using System.Reflection;

namespace Orleans.Runtime;

/// <summary>One grain or observer interface: its methods and how references to it are made. Kept for the process.</summary>
internal sealed class InterfaceInfo
{
    private static readonly ConcurrentDictionary<Type, Lazy<InterfaceInfo>> Known = new();

    private readonly Func<GrainId, InterfaceInfo, CallSender, GrainReference> _create;

    private InterfaceInfo(Type type)
    {
        Type = type;
        IsObserver = typeof(IGrainObserver).IsAssignableFrom(type);
        Name = type.FullName ?? type.Name;
        Methods = [.. MethodsOf(type).Select(method => new MethodShape(type, method, Name))];
        _create = ProxyEmitter.Emit(type, Methods);
    }

    public Type Type { get; }

    public bool IsObserver { get; }

    public string Name { get; }

    public MethodShape[] Methods { get; }

    public static InterfaceInfo Of(Type type) =>
        Known.GetOrAdd(type, static key => new Lazy<InterfaceInfo>(() => new InterfaceInfo(key))).Value;

    public GrainReference CreateReference(GrainId id, CallSender sender) => _create(id, this, sender);

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetInterfaces()
        .Prepend(type)
        .Where(candidate => typeof(IAddressable).IsAssignableFrom(candidate))
        .SelectMany(candidate => candidate.GetMethods(BindingFlags.Public | BindingFlags.Instance));
}
