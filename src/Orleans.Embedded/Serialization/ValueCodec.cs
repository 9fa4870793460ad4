namespace Orleans.Serialization;

/// <summary>A type whose values have no identity of their own: structs, and classes that cannot change.</summary>
internal abstract class ValueCodec<T> : Codec<T>
{
    public override object CopyObject(object value, CopyContext context) =>
        IsShallow ? value : Copy((T)value, context)!;

    public override void WriteBody(WireWriter writer, object value) => Write(writer, (T)value);

    public override object ReadBody(WireReader reader, int reference) => reader.Record(reference, (object)Read(reader)!);
}

/// <summary>A struct without references, carried as its bytes.</summary>
internal sealed class BlitCodec<T> : ValueCodec<T> where T : unmanaged
{
    public override bool IsShallow => true;

    public override T Copy(T value, CopyContext context) => value;

    public override void Write(WireWriter writer, T value) => writer.WriteRaw(value);

    public override T Read(WireReader reader) => reader.ReadRaw<T>();
}

/// <summary>An unchangeable type carried as text.</summary>
internal sealed class TextCodec<T>(Func<T, string> format, Func<string, T> parse) : ValueCodec<T>
{
    public override bool IsShallow => true;

    public override T Copy(T value, CopyContext context) => value;

    public override void Write(WireWriter writer, T value) => writer.WriteText(value is null ? null : format(value));

    public override T Read(WireReader reader) => reader.ReadText() is { } text ? parse(text) : default!;
}
