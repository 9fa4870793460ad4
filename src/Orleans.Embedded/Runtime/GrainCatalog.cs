using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The grain classes of the process, and which of them stands behind an interface.</summary>
internal sealed class GrainCatalog
{
    private static readonly Lazy<Assembly[]> Found = new(() => [.. FindAssemblies()]);
    private static readonly Lazy<Type[]> GrainTypes = new(() => [.. Found.Value.SelectMany(assembly => assembly.GetTypes()).Where(IsGrain)]);

    private readonly ConcurrentDictionary<(Type, string?), GrainType> _resolved = new();
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    public GrainCatalog(IOptions<GrainCollectionOptions> collection)
    {
        foreach (var type in GrainTypes.Value)
        {
            var grainClass = new GrainClass(type, collection.Value);
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new OrleansConfigurationException(
                    $"{type} and {_byType[grainClass.GrainType].Type} have the same grain type \"{grainClass.GrainType}\".");
            }

            foreach (var implemented in grainClass.Interfaces)
            {
                if (!_byInterface.TryGetValue(implemented, out var classes))
                {
                    _byInterface[implemented] = classes = [];
                }

                classes.Add(grainClass);
            }
        }
    }

    /// <summary>Those that use the engine, so that grains and what they exchange may be in them.</summary>
    public static IReadOnlyList<Assembly> Assemblies => Found.Value;

    public IEnumerable<Type> Classes => _byType.Values.Select(grainClass => grainClass.Type);

    public IEnumerable<Type> Interfaces => _byInterface.Keys;

    public GrainClass ClassOf(GrainType type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"Could not find an implementation of grain type {type}.", nameof(type));

    /// <param name="interfaceType">A grain interface.</param>
    /// <param name="prefix">Of the full class name; null for the default: the only class, or that named as the interface.</param>
    public GrainType Resolve(Type interfaceType, string? prefix) =>
        _resolved.GetOrAdd((interfaceType, prefix), key => Find(key.Item1, key.Item2));

    private GrainType Find(Type interfaceType, string? prefix)
    {
        var classes = _byInterface.GetValueOrDefault(interfaceType) ?? [];
        if (!string.IsNullOrEmpty(prefix))
        {
            classes = classes.FindAll(candidate => candidate.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal));
        }

        return classes.Count switch
        {
            0 => throw new ArgumentException($"No grain class implements {interfaceType}."),
            1 => classes[0].GrainType,
            _ => (classes.Find(candidate => candidate.Type.Name == interfaceType.Name[1..])
                ?? throw new ArgumentException(
                    $"More than one grain class implements {interfaceType}; name one by its prefix: "
                    + $"{string.Join(", ", classes.Select(candidate => candidate.Type))}")).GrainType,
        };
    }

    // The loaded assemblies and what they reference, as far as these use the engine.
    private static IEnumerable<Assembly> FindAssemblies()
    {
        var engine = typeof(IGrain).Assembly.GetName().Name;
        var seen = new HashSet<string>();
        var pending = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (pending.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (!seen.Add(assembly.FullName!) || !Array.Exists(references, reference => reference.Name == engine))
            {
                continue;
            }

            foreach (var reference in references)
            {
                if (!IsOfPlatform(reference.Name!))
                {
                    pending.Enqueue(Assembly.Load(reference));
                }
            }

            yield return assembly;
        }
    }

    private static bool IsGrain(Type type) => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IGrain).IsAssignableFrom(type)
        && !typeof(GrainReference).IsAssignableFrom(type);

    private static bool IsOfPlatform(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal)
        || name is "System" or "mscorlib" or "netstandard";
}
