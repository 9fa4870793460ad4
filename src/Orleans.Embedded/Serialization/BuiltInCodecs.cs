using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>The types that need no contract. Each of them Orleans carries too, and a type missing here it may still carry.</summary>
internal static class BuiltInCodecs
{
    private static readonly HashSet<Type> Blittable =
    [
        typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(char), typeof(float), typeof(double), typeof(decimal), typeof(Half), typeof(Int128),
        typeof(UInt128), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan),
    ];

    private static readonly Dictionary<Type, Func<Codec>> Simple = new()
    {
        [typeof(string)] = () => new TextCodec<string>(text => text, text => text),
        [typeof(Uri)] = () => new TextCodec<Uri>(uri => uri.OriginalString, text => new(text, UriKind.RelativeOrAbsolute)),
        [typeof(Version)] = () => new TextCodec<Version>(version => version.ToString(), Version.Parse),
        [typeof(BigInteger)] = () => new TextCodec<BigInteger>(
            number => number.ToString(CultureInfo.InvariantCulture), text => BigInteger.Parse(text, CultureInfo.InvariantCulture)),
        [typeof(ReadOnlyMemory<byte>)] = () => new MemoryCodec(),
        [typeof(GrainId)] = () => new TextCodec<GrainId>(id => id.ToString(), GrainId.Parse),
        [typeof(GrainType)] = () => new TextCodec<GrainType>(
            type => type.ToString(), text => text.Length == 0 ? default : GrainType.Create(text)),
    };

    // The factory method below, by the generic type it is for.
    private static readonly Dictionary<Type, string> Generic = new()
    {
        [typeof(List<>)] = nameof(List),
        [typeof(HashSet<>)] = nameof(HashSet),
        [typeof(SortedSet<>)] = nameof(SortedSet),
        [typeof(Queue<>)] = nameof(Queue),
        [typeof(Dictionary<,>)] = nameof(Dictionary),
        [typeof(SortedDictionary<,>)] = nameof(SortedDictionary),
        [typeof(ConcurrentDictionary<,>)] = nameof(ConcurrentDictionary),
        [typeof(ReadOnlyCollection<>)] = nameof(ReadOnlyCollection),
        [typeof(ImmutableArray<>)] = nameof(ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(ImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(ImmutableHashSet),
        [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedDictionary),
        [typeof(FrozenSet<>)] = nameof(FrozenSet),
        [typeof(FrozenDictionary<,>)] = nameof(FrozenDictionary),
        [typeof(Nullable<>)] = nameof(Nullable),
        [typeof(IEnumerable<>)] = nameof(IEnumerable),
        [typeof(IReadOnlyCollection<>)] = nameof(IReadOnlyCollection),
        [typeof(IReadOnlyList<>)] = nameof(IReadOnlyList),
        [typeof(ICollection<>)] = nameof(ICollection),
        [typeof(IList<>)] = nameof(IList),
        [typeof(ISet<>)] = nameof(ISet),
        [typeof(IReadOnlySet<>)] = nameof(IReadOnlySet),
        [typeof(IDictionary<,>)] = nameof(IDictionary),
        [typeof(IReadOnlyDictionary<,>)] = nameof(IReadOnlyDictionary),
    };

    public static Codec? Create(Type type)
    {
        if (type.IsByRef || type.IsPointer || type.ContainsGenericParameters)
        {
            throw new NotSupportedException($"Type {type} cannot cross a grain boundary.");
        }

        if (Blittable.Contains(type) || type.IsEnum)
        {
            return Make(typeof(BlitCodec<>), type);
        }

        if (Simple.TryGetValue(type, out var simple))
        {
            return simple();
        }

        if (type.IsSZArray)
        {
            return Make(typeof(ArrayCodec<>), type.GetElementType()!);
        }

        if (typeof(GrainReference).IsAssignableFrom(type))
        {
            return Make(typeof(HandleCodec<>), type);
        }

        if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
        {
            return Make(typeof(AddressableCodec<>), type);
        }

        if (ExceptionCodecs.Create(type) is { } exception)
        {
            return exception;
        }

        if (type.IsGenericType && CreateGeneric(type) is { } generic)
        {
            return generic;
        }

        return type.IsInterface || type == typeof(object) || type.IsAbstract ? Make(typeof(OpenCodec<>), type) : null;
    }

    private static Codec? CreateGeneric(Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(KeyValuePair<,>)
            || definition.FullName!.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || definition.FullName.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            return ContractCodecs.CreateTuple(type);
        }

        // Behind a frozen collection are private types, one for each way to look things up.
        for (var candidate = type; candidate is { IsGenericType: true }; candidate = candidate.BaseType)
        {
            if (Generic.TryGetValue(candidate.GetGenericTypeDefinition(), out var factory)
                && (candidate == type || factory is nameof(FrozenSet) or nameof(FrozenDictionary)))
            {
                return (Codec)typeof(BuiltInCodecs).GetMethod(factory, BindingFlags.Static | BindingFlags.NonPublic)!
                    .MakeGenericMethod(candidate.GetGenericArguments())
                    .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null)!;
            }
        }

        return null;
    }

    private static Codec Make(Type codec, Type argument) => (Codec)Activator.CreateInstance(codec.MakeGenericType(argument),
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions, null, [], null)!;

#pragma warning disable CA1859 // Called by name only, whatever they return.
    private static Codec List<T>() => new ListCodec<T>();

    private static Codec HashSet<T>() => new CollectionCodec<HashSet<T>, T>(
        (count, comparer) => new(count, (IEqualityComparer<T>?)comparer), (set, item) => set.Add(item), set => Custom(set.Comparer));

    private static Codec SortedSet<T>() => new CollectionCodec<SortedSet<T>, T>(
        (_, comparer) => new((IComparer<T>?)comparer), (set, item) => set.Add(item), set => Custom(set.Comparer));

    private static Codec Queue<T>() => new CollectionCodec<Queue<T>, T>((count, _) => new(count), (queue, item) => queue.Enqueue(item));

    private static Codec Dictionary<TKey, TValue>() where TKey : notnull =>
        new CollectionCodec<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (count, comparer) => new(count, (IEqualityComparer<TKey>?)comparer),
            (map, pair) => map[pair.Key] = pair.Value, map => Custom(map.Comparer));

    private static Codec SortedDictionary<TKey, TValue>() where TKey : notnull =>
        new CollectionCodec<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (_, comparer) => new((IComparer<TKey>?)comparer), (map, pair) => map[pair.Key] = pair.Value, map => Custom(map.Comparer));

    private static Codec ConcurrentDictionary<TKey, TValue>() where TKey : notnull =>
        new CollectionCodec<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (_, comparer) => new((IEqualityComparer<TKey>?)comparer),
            (map, pair) => map[pair.Key] = pair.Value, map => Custom(map.Comparer));

    private static Codec ReadOnlyCollection<T>() => new ReadOnlyCollectionCodec<T>();

    private static Codec ImmutableArray<T>() => new ImmutableArrayCodec<T>();

    private static Codec ImmutableList<T>() =>
        new FrozenCodec<ImmutableList<T>, T>((items, _) => System.Collections.Immutable.ImmutableList.Create(items));

    private static Codec ImmutableHashSet<T>() => new FrozenCodec<ImmutableHashSet<T>, T>(
        (items, comparer) => items.ToImmutableHashSet((IEqualityComparer<T>?)comparer), set => Custom(set.KeyComparer));

    private static Codec ImmutableDictionary<TKey, TValue>() where TKey : notnull =>
        new FrozenCodec<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (items, comparer) => items.ToImmutableDictionary((IEqualityComparer<TKey>?)comparer), map => Custom(map.KeyComparer));

    private static Codec ImmutableSortedDictionary<TKey, TValue>() where TKey : notnull =>
        new FrozenCodec<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (items, comparer) => items.ToImmutableSortedDictionary((IComparer<TKey>?)comparer), map => Custom(map.KeyComparer));

    private static Codec FrozenSet<T>() => new FrozenCodec<FrozenSet<T>, T>(
        (items, comparer) => items.ToFrozenSet((IEqualityComparer<T>?)comparer), set => Custom(set.Comparer));

    private static Codec FrozenDictionary<TKey, TValue>() where TKey : notnull =>
        new FrozenCodec<FrozenDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>(
            (items, comparer) => items.ToFrozenDictionary((IEqualityComparer<TKey>?)comparer), map => Custom(map.Comparer));

    private static Codec Nullable<T>() where T : struct => new NullableCodec<T>();

    private static Codec IEnumerable<T>() => new CollectionInterfaceCodec<IEnumerable<T>, List<T>>(items => [.. items]);

    private static Codec IReadOnlyCollection<T>() => new CollectionInterfaceCodec<IReadOnlyCollection<T>, List<T>>(items => [.. items]);

    private static Codec IReadOnlyList<T>() => new CollectionInterfaceCodec<IReadOnlyList<T>, List<T>>(items => [.. items]);

    private static Codec ICollection<T>() => new CollectionInterfaceCodec<ICollection<T>, List<T>>(items => [.. items]);

    private static Codec IList<T>() => new CollectionInterfaceCodec<IList<T>, List<T>>(items => [.. items]);

    private static Codec ISet<T>() => new CollectionInterfaceCodec<ISet<T>, HashSet<T>>(items => [.. items]);

    private static Codec IReadOnlySet<T>() => new CollectionInterfaceCodec<IReadOnlySet<T>, HashSet<T>>(items => [.. items]);

    private static Codec IDictionary<TKey, TValue>() where TKey : notnull =>
        new CollectionInterfaceCodec<IDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(items => new(items));

    private static Codec IReadOnlyDictionary<TKey, TValue>() where TKey : notnull =>
        new CollectionInterfaceCodec<IReadOnlyDictionary<TKey, TValue>, Dictionary<TKey, TValue>>(items => new(items));
#pragma warning restore CA1859

    /// <summary>Null for the comparer a collection has when none is given.</summary>
    private static object? Custom<T>(IEqualityComparer<T>? comparer) =>
        ReferenceEquals(comparer, EqualityComparer<T>.Default) ? null : comparer;

    private static object? Custom<T>(IComparer<T>? comparer) => ReferenceEquals(comparer, Comparer<T>.Default) ? null : comparer;
}
