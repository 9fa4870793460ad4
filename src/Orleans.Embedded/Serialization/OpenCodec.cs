using System.Runtime.CompilerServices;

namespace Orleans.Serialization;

/// <summary>A value of a type that only says what can be done with it: interface, abstract class, object.</summary>
internal sealed class OpenCodec<T> : ReferenceCodec<T> where T : class
{
    public override bool IsOpen => true;

    protected override bool AdmitsDerived => true;

    protected override T Duplicate(T value, CopyContext context) => value;

    public override void WriteBody(WireWriter writer, object value)
    {
    }

    public override object ReadBody(WireReader reader, int reference) => reader.Record(reference, new object());
}

/// <summary>
/// A collection by one of the collection interfaces. Where its own type has no codec, such as the one the compiler makes
/// for a collection expression, a list, set or dictionary of the same items goes instead.
/// </summary>
internal sealed class CollectionInterfaceCodec<T, TPlain>(Func<T, TPlain> rebuild) : ReferenceCodec<T>
    where T : class where TPlain : class, T
{
    public override bool IsOpen => true;

    protected override bool AdmitsDerived => true;

    public override IEnumerable<Type> Parts => [typeof(TPlain)];

    public override T Copy(T value, CopyContext context)
    {
        if (value is null || HasCodec(value))
        {
            return base.Copy(value!, context);
        }

        if (context.Find(value) is { } known)
        {
            return (T)known;
        }

        var copy = CodecOf<TPlain>.Value.Copy(rebuild(value), context);
        context.Record(value, copy);
        return copy;
    }

    public override void Write(WireWriter writer, T value) =>
        base.Write(writer, value is null || HasCodec(value) ? value! : rebuild(value));

    protected override T Duplicate(T value, CopyContext context) => throw new System.Diagnostics.UnreachableException();

    public override void WriteBody(WireWriter writer, object value) => throw new System.Diagnostics.UnreachableException();

    public override object ReadBody(WireReader reader, int reference) => throw new System.Diagnostics.UnreachableException();

    private static bool HasCodec(T value) => Codecs.TryFor(value.GetType()) is not null;
}
