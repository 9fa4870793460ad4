namespace Orleans.Serialization;

/// <summary>
/// A class: null, the same object met again (also around a cycle) and derived types are handled here once,
/// a value of exactly this type by the codec that derives from this.
/// </summary>
internal abstract class ReferenceCodec<T> : Codec<T> where T : class
{
    /// <summary>Derived types are looked for; a type that is always met under other names says no.</summary>
    protected virtual bool AdmitsDerived => !Type.IsSealed;

    public override bool IsOpen => AdmitsDerived;

    public override T Copy(T value, CopyContext context)
    {
        if (value is null)
        {
            return null!;
        }

        if (AdmitsDerived && value.GetType() != Type)
        {
            return (T)Actual(value).CopyObject(value, context);
        }

        return IsShallow ? value : context.Find(value) is { } known ? (T)known : Duplicate(value, context);
    }

    public override object CopyObject(object value, CopyContext context) => Copy((T)value, context);

    /// <summary>Copies a value of exactly this type, having told the context of the copy before filling it.</summary>
    protected abstract T Duplicate(T value, CopyContext context);

    public override void Write(WireWriter writer, T value)
    {
        if (value is null)
        {
            writer.WriteTag(WireTag.Null);
        }
        else if (writer.TryWriteReference(value))
        {
            return;
        }
        else if (!AdmitsDerived || value.GetType() == Type)
        {
            writer.WriteNew(value, null);
            WriteBody(writer, value);
        }
        else
        {
            var codec = Actual(value);
            writer.WriteNew(value, codec.Type);
            codec.WriteBody(writer, value);
        }
    }

    public override T Read(WireReader reader) => reader.ReadTag() switch
    {
        WireTag.Null => null!,
        WireTag.Reference => (T)reader.Recall(),
        WireTag.New => (T)ReadBody(reader, reader.ReadCount()),
        _ => (T)reader.ReadDerived(),
    };

    /// <summary>The codec of a value whose type is not the declared one.</summary>
    protected virtual Codec Actual(T value) => Codecs.For(value.GetType());
}
