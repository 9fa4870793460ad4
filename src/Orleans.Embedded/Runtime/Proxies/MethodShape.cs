using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What the attributes of one interface method say about calls to it.</summary>
internal sealed class MethodShape
{
    public MethodShape(Type interfaceType, MethodInfo method, string interfaceName)
    {
        InterfaceType = interfaceType;
        Method = method;
        InterfaceName = interfaceName;
        IsOneWay = method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsAlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsResultImmutable = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
    }

    public Type InterfaceType { get; }

    public MethodInfo Method { get; }

    public string InterfaceName { get; }

    public bool IsOneWay { get; }

    public bool IsReadOnly { get; }

    public bool IsAlwaysInterleave { get; }

    public bool IsResultImmutable { get; }

    public TimeSpan? Timeout { get; }

    public override string ToString() => $"{InterfaceName}.{Method.Name}";
}
