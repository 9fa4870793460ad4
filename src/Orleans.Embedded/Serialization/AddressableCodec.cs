using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>A grain interface: what crosses is a reference, also when the grain itself is given.</summary>
internal sealed class AddressableCodec<T> : ValueCodec<T> where T : class, IAddressable
{
    private static readonly HandleCodec<T> Handle = new();

    // Resolved at every value: a reference is passed as it is, a grain as its reference.
    public override bool IsOpen => true;

    public override T Copy(T value, CopyContext context) => Reference(value);

    public override void Write(WireWriter writer, T value) => Handle.Write(writer, Reference(value));

    public override T Read(WireReader reader) => Handle.Read(reader);

    private static T Reference(T value) => value switch
    {
        null or GrainReference => value!,
        IGrainBase => value.AsReference<T>(),
        IGrainObserver => throw new NotSupportedException(
            $"{value.GetType()} is a local object; give the reference that CreateObjectReference makes of it."),
        _ => throw new NotSupportedException($"{value.GetType()} is neither a grain nor a reference to one."),
    };
}
