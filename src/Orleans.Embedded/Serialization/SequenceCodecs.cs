using System.Runtime.InteropServices;

namespace Orleans.Serialization;

internal sealed class ArrayCodec<TItem> : ReferenceCodec<TItem[]>
{
    private readonly bool _isFlat = Codecs.For(typeof(TItem)).IsShallow;

    public override IEnumerable<Type> Parts => [typeof(TItem)];

    public override bool Repeats => true;

    protected override TItem[] Duplicate(TItem[] value, CopyContext context)
    {
        var copy = value.Length == 0 ? [] : GC.AllocateUninitializedArray<TItem>(value.Length);
        context.Record(value, copy);
        if (_isFlat)
        {
            value.CopyTo(copy, 0);
            return copy;
        }

        var items = CodecOf<TItem>.Value;
        for (var i = 0; i < value.Length; i++)
        {
            copy[i] = items.Copy(value[i], context);
        }

        return copy;
    }

    public override void WriteBody(WireWriter writer, object value) => Items.Write(writer, (TItem[])value);

    public override object ReadBody(WireReader reader, int reference)
    {
        var array = reader.Record(reference, new TItem[reader.ReadCount()]);
        Items.Read(reader, array);
        return array;
    }

    private static class Items
    {
        public static void Write(WireWriter writer, TItem[] array)
        {
            writer.WriteCount(array.Length);
            if (array is byte[] bytes)
            {
                writer.WriteBytes(bytes);
                return;
            }

            var items = CodecOf<TItem>.Value;
            foreach (var item in array)
            {
                items.Write(writer, item);
            }
        }

        public static void Read(WireReader reader, TItem[] array)
        {
            if (array is byte[] bytes)
            {
                reader.ReadBytes().CopyTo(bytes);
                return;
            }

            var items = CodecOf<TItem>.Value;
            for (var i = 0; i < array.Length; i++)
            {
                array[i] = items.Read(reader);
            }
        }
    }
}

/// <summary>The commonest collection, copied over spans.</summary>
internal sealed class ListCodec<TItem> : ReferenceCodec<List<TItem>>
{
    private readonly bool _isFlat = Codecs.For(typeof(TItem)).IsShallow;

    public override bool IsOpen => false;

    public override IEnumerable<Type> Parts => [typeof(TItem)];

    public override bool Repeats => true;

    protected override List<TItem> Duplicate(List<TItem> value, CopyContext context)
    {
        var copy = new List<TItem>(value.Count);
        context.Record(value, copy);
        CollectionsMarshal.SetCount(copy, value.Count);
        var source = CollectionsMarshal.AsSpan(value);
        var target = CollectionsMarshal.AsSpan(copy);
        if (_isFlat)
        {
            source.CopyTo(target);
            return copy;
        }

        var items = CodecOf<TItem>.Value;
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = items.Copy(source[i], context);
        }

        return copy;
    }

    public override void WriteBody(WireWriter writer, object value)
    {
        var list = (List<TItem>)value;
        writer.WriteCount(list.Count);
        var items = CodecOf<TItem>.Value;
        foreach (var item in list)
        {
            items.Write(writer, item);
        }
    }

    public override object ReadBody(WireReader reader, int reference)
    {
        var count = reader.ReadCount();
        var list = reader.Record(reference, new List<TItem>(count));
        var items = CodecOf<TItem>.Value;
        for (var i = 0; i < count; i++)
        {
            list.Add(items.Read(reader));
        }

        return list;
    }
}
