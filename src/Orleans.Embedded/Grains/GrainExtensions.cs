using Orleans.Runtime;

namespace Orleans;

public static class GrainExtensions
{
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        GrainReference reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw NotAGrain(grain),
    };

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    public static Guid GetPrimaryKey(this IAddressable grain) => grain.GetGrainId() is var id && id.TryGetGuidKey(out var key)
        ? key
        : throw new InvalidOperationException($"The key of {id} is no Guid.");

    public static long GetPrimaryKeyLong(this IAddressable grain) => grain.GetGrainId() is var id && id.TryGetIntegerKey(out var key)
        ? key
        : throw new InvalidOperationException($"The key of {id} is no integer.");

    /// <summary>A reference to the grain, or to what the reference names, seen as another interface.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = grain switch
        {
            GrainReference known => known,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            null => throw new ArgumentNullException(nameof(grain)),
            _ => throw NotAGrain(grain),
        };
        return (TGrainInterface)reference.CastTo(typeof(TGrainInterface));
    }

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    private static ArgumentException NotAGrain(IAddressable grain) => new(
        $"{grain.GetType()} is neither a grain reference nor a grain that the engine created.", nameof(grain));
}
