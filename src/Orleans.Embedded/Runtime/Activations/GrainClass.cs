using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>A grain class: its attributes, its interfaces, and how it is constructed.</summary>
internal sealed class GrainClass
{
    private readonly Lazy<GrainFactoryMethod> _create;

    public GrainClass(Type type, GrainCollectionOptions collection)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GrainType ?? GrainType.Create(ConventionalName(type));
        Interfaces = [.. type.GetInterfaces().Where(IsGrainInterface)];
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocal ?? 0;
        CollectionAge = AgeOf(type, collection);
        _create = new(() => GrainFactoryMethod.For(type));
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public Type[] Interfaces { get; }

    public bool IsReentrant { get; }

    /// <summary>Zero for all but stateless workers.</summary>
    public int MaxWorkers { get; }

    /// <summary>Infinite for classes that are never collected.</summary>
    public TimeSpan CollectionAge { get; }

    public static bool IsGrainInterface(Type type) => type.IsInterface
        && typeof(IGrain).IsAssignableFrom(type)
        && type.Assembly != typeof(IGrain).Assembly;

    public object Create(IGrainContext context) => _create.Value.Create(context);

    // The class name in lower case, without "grain" at its end.
    private static string ConventionalName(Type type)
    {
        const string suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length] : name;
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
        {
            return Timeout.InfiniteTimeSpan;
        }

        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
        {
            return limit.AlwaysActive ? Timeout.InfiniteTimeSpan : limit.AgeLimit;
        }

        return options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age) ? age : options.CollectionAge;
    }
}
