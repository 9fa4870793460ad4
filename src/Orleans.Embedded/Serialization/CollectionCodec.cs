namespace Orleans.Serialization;

/// <summary>A collection that is made empty and then filled, so that it can be part of a cycle.</summary>
/// <remarks>The comparer, for types that have one, goes along; null is the default of the key type.</remarks>
internal sealed class CollectionCodec<TCollection, TItem>(
    Func<int, object?, TCollection> create,
    Action<TCollection, TItem> add,
    Func<TCollection, object?>? comparer = null) : ReferenceCodec<TCollection>
    where TCollection : class, IReadOnlyCollection<TItem>
{
    public override bool IsOpen => false;

    public override IEnumerable<Type> Parts => [typeof(TItem)];

    public override bool Repeats => true;

    protected override TCollection Duplicate(TCollection value, CopyContext context)
    {
        var copy = create(value.Count, comparer?.Invoke(value));
        context.Record(value, copy);
        var items = CodecOf<TItem>.Value;
        foreach (var item in value)
        {
            add(copy, items.Copy(item, context));
        }

        return copy;
    }

    public override void WriteBody(WireWriter writer, object value)
    {
        var collection = (TCollection)value;
        WireComparers.Write(writer, typeof(TCollection), comparer?.Invoke(collection));
        writer.WriteCount(collection.Count);
        var items = CodecOf<TItem>.Value;
        foreach (var item in collection)
        {
            items.Write(writer, item);
        }
    }

    public override object ReadBody(WireReader reader, int reference)
    {
        var its = WireComparers.Read(reader);
        var count = reader.ReadCount();
        var collection = reader.Record(reference, create(count, its));
        var items = CodecOf<TItem>.Value;
        for (var i = 0; i < count; i++)
        {
            add(collection, items.Read(reader));
        }

        return collection;
    }
}

/// <summary>A collection that cannot change once built; shared as it is when its items are.</summary>
internal sealed class FrozenCodec<TCollection, TItem>(
    Func<TItem[], object?, TCollection> build,
    Func<TCollection, object?>? comparer = null) : ReferenceCodec<TCollection>
    where TCollection : class, IReadOnlyCollection<TItem>
{
    private readonly bool _isShallow = Codecs.For(typeof(TItem)).IsShallow;

    public override bool IsShallow => _isShallow;

    public override bool IsOpen => false;

    // Some of these are abstract, with private types behind them.
    protected override bool AdmitsDerived => false;

    public override IEnumerable<Type> Parts => [typeof(TItem)];

    public override bool Repeats => true;

    protected override TCollection Duplicate(TCollection value, CopyContext context)
    {
        // An item that leads back here cannot be pointed at a collection that is not built yet; as in Orleans it
        // then keeps the original.
        context.Record(value, value);
        var items = CodecOf<TItem>.Value;
        var copies = new TItem[value.Count];
        var i = 0;
        foreach (var item in value)
        {
            copies[i++] = items.Copy(item, context);
        }

        var copy = build(copies, comparer?.Invoke(value));
        context.Record(value, copy);
        return copy;
    }

    public override void WriteBody(WireWriter writer, object value)
    {
        var collection = (TCollection)value;
        WireComparers.Write(writer, typeof(TCollection), comparer?.Invoke(collection));
        writer.WriteCount(collection.Count);
        var items = CodecOf<TItem>.Value;
        foreach (var item in collection)
        {
            items.Write(writer, item);
        }
    }

    public override object ReadBody(WireReader reader, int reference)
    {
        var its = WireComparers.Read(reader);
        var items = CodecOf<TItem>.Value;
        var array = new TItem[reader.ReadCount()];
        for (var i = 0; i < array.Length; i++)
        {
            array[i] = items.Read(reader);
        }

        return reader.Record(reference, build(array, its));
    }
}
