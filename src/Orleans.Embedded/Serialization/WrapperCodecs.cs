using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

internal sealed class NullableCodec<T> : ValueCodec<T?> where T : struct
{
    private readonly bool _isShallow = Codecs.For(typeof(T)).IsShallow;

    public override bool IsShallow => _isShallow;

    public override IEnumerable<Type> Parts => [typeof(T)];

    public override T? Copy(T? value, CopyContext context) =>
        _isShallow || value is null ? value : CodecOf<T>.Value.Copy(value.GetValueOrDefault(), context);

    public override void Write(WireWriter writer, T? value)
    {
        writer.WriteRaw(value.HasValue);
        if (value.HasValue)
        {
            CodecOf<T>.Value.Write(writer, value.GetValueOrDefault());
        }
    }

    public override T? Read(WireReader reader) => reader.ReadRaw<bool>() ? CodecOf<T>.Value.Read(reader) : null;
}

internal sealed class ImmutableArrayCodec<T> : ValueCodec<ImmutableArray<T>>
{
    private readonly bool _isShallow = Codecs.For(typeof(T)).IsShallow;

    public override bool IsShallow => _isShallow;

    public override IEnumerable<Type> Parts => [typeof(T)];

    public override bool Repeats => true;

    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context) => _isShallow || value.IsDefaultOrEmpty
        ? value
        : ImmutableArray.CreateRange(value, static (item, its) => its.Items.Copy(item, its.context), (Items: CodecOf<T>.Value, context));

    public override void Write(WireWriter writer, ImmutableArray<T> value) =>
        CodecOf<T[]>.Value.Write(writer, ImmutableCollectionsMarshal.AsArray(value)!);

    public override ImmutableArray<T> Read(WireReader reader) =>
        ImmutableCollectionsMarshal.AsImmutableArray(CodecOf<T[]>.Value.Read(reader));
}

/// <summary>Bytes are copied even where they may not be written to: who made them still could.</summary>
internal sealed class MemoryCodec : ValueCodec<ReadOnlyMemory<byte>>
{
    public override ReadOnlyMemory<byte> Copy(ReadOnlyMemory<byte> value, CopyContext context) => value.ToArray();

    public override void Write(WireWriter writer, ReadOnlyMemory<byte> value) => writer.WriteBytes(value.Span);

    public override ReadOnlyMemory<byte> Read(WireReader reader) => reader.ReadBytes().ToArray();
}

/// <summary>A read-only view: what it shows may change, so it is never shared.</summary>
internal sealed class ReadOnlyCollectionCodec<T> : ReferenceCodec<ReadOnlyCollection<T>>
{
    public override bool IsOpen => false;

    public override IEnumerable<Type> Parts => [typeof(T)];

    public override bool Repeats => true;

    protected override ReadOnlyCollection<T> Duplicate(ReadOnlyCollection<T> value, CopyContext context)
    {
        context.Record(value, value);
        var copy = new ReadOnlyCollection<T>(CodecOf<T[]>.Value.Copy([.. value], context));
        context.Record(value, copy);
        return copy;
    }

    public override void WriteBody(WireWriter writer, object value) =>
        CodecOf<T[]>.Value.Write(writer, [.. (ReadOnlyCollection<T>)value]);

    public override object ReadBody(WireReader reader, int reference) =>
        reader.Record(reference, new ReadOnlyCollection<T>(CodecOf<T[]>.Value.Read(reader)));
}

/// <summary>A reference to a grain or observer: an unchangeable handle of the engine, which a message passes on as it is.</summary>
internal sealed class HandleCodec<T> : ValueCodec<T> where T : class
{
    public override bool IsShallow => true;

    public override T Copy(T value, CopyContext context) => value;

    public override void Write(WireWriter writer, T value)
    {
        writer.WriteCount(value is null ? 0 : writer.Handles.Count + 1);
        if (value is not null)
        {
            writer.Handles.Add(value);
        }
    }

    public override T Read(WireReader reader) => reader.ReadCount() is var index and not 0 ? (T)reader.Handles[index - 1] : null!;
}
