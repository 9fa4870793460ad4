namespace Orleans.Serialization;

/// <summary>How values of one type cross a grain boundary: copied in memory, or written to bytes and read back.</summary>
internal abstract class Codec(Type type)
{
    public Type Type { get; } = type;

    /// <summary>A copy is the value itself: it cannot change, or was promised not to.</summary>
    public virtual bool IsShallow => false;

    /// <summary>A value may be of a derived type, so what lies below it is known only when it is met.</summary>
    public virtual bool IsOpen => false;

    /// <summary>The types directly below, each able to hold values of its own.</summary>
    public virtual IEnumerable<Type> Parts => [];

    /// <summary>Each of <see cref="Parts"/> may occur many times.</summary>
    public virtual bool Repeats => false;

    /// <summary>Resolves what lies below, once this codec can be found itself; types may refer to themselves.</summary>
    public virtual void Prepare()
    {
        foreach (var part in Parts)
        {
            Codecs.For(part);
        }
    }

    public abstract object CopyObject(object value, CopyContext context);

    public abstract void WriteBody(WireWriter writer, object value);

    public abstract object ReadBody(WireReader reader, int reference);
}

internal abstract class Codec<T>() : Codec(typeof(T))
{
    public abstract T Copy(T value, CopyContext context);

    public abstract void Write(WireWriter writer, T value);

    public abstract T Read(WireReader reader);
}
