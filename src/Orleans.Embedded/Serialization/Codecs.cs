using System.Collections.Concurrent;

namespace Orleans.Serialization;

/// <summary>Every type's codec, made at its first use together with those of all types below it.</summary>
internal static class Codecs
{
    private static readonly ConcurrentDictionary<Type, Codec> Ready = new();
    private static readonly Lock Building = new();
    private static Dictionary<Type, Codec>? _unfinished;

    /// <exception cref="CodecNotFoundException">The type, or one below it, may not cross a grain boundary.</exception>
    public static Codec For(Type type) => Ready.TryGetValue(type, out var codec) ? codec : Build(type);

    /// <summary>Null where there is none.</summary>
    public static Codec? TryFor(Type type)
    {
        if (Ready.TryGetValue(type, out var codec))
        {
            return codec;
        }

        try
        {
            return Build(type);
        }
        catch (CodecNotFoundException)
        {
            return null;
        }
    }

    private static Codec Build(Type type)
    {
        lock (Building)
        {
            if (Ready.TryGetValue(type, out var codec) || _unfinished?.TryGetValue(type, out codec) is true)
            {
                return codec!;
            }

            if (_unfinished is not null)
            {
                return Add(type);
            }

            _unfinished = [];
            try
            {
                codec = Add(type);
                foreach (var (finished, its) in _unfinished)
                {
                    Ready[finished] = its;
                }

                return codec;
            }
            finally
            {
                _unfinished = null;
            }
        }
    }

    private static Codec Add(Type type)
    {
        var codec = BuiltInCodecs.Create(type) ?? ContractCodecs.Create(type)
            ?? throw new CodecNotFoundException($"{type} cannot cross a grain boundary: no codec is built in for it and it has no [GenerateSerializer].");
        // A codec looks for those of its parts when it is made: where one of these holds this type again, it made ours.
        if (!_unfinished!.TryAdd(type, codec))
        {
            return _unfinished[type];
        }

        codec.Prepare();
        return codec;
    }
}

/// <summary>The codec of a type known at compile time, without a look-up.</summary>
internal static class CodecOf<T>
{
    private static Codec<T>? _value;
    private static bool _mayMeetTwice;

    public static Codec<T> Value => _value ?? Resolve();

    /// <summary>Under a value of this type one object might be met twice.</summary>
    public static bool MayMeetTwice
    {
        get
        {
            _ = Value;
            return _mayMeetTwice;
        }
    }

    private static Codec<T> Resolve()
    {
        var codec = (Codec<T>)Codecs.For(typeof(T));
        _mayMeetTwice = CanMeetTwice(codec, repeated: false, []);
        _value = codec;
        return codec;
    }

    private static bool CanMeetTwice(Codec codec, bool repeated, HashSet<Type> met)
    {
        if (codec.IsShallow)
        {
            return false;
        }

        if (codec.IsOpen || (repeated && !codec.Type.IsValueType) || !met.Add(codec.Type))
        {
            return true;
        }

        return codec.Parts.Any(part => CanMeetTwice(Codecs.For(part), repeated || codec.Repeats, met));
    }
}
