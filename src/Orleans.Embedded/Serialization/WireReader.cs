using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

/// <summary>Reads what <see cref="WireWriter"/> wrote.</summary>
internal sealed class WireReader(ReadOnlyMemory<byte> source, IReadOnlyList<object> handles)
{
    private readonly List<object?> _objects = [];
    private int _position;

    public IReadOnlyList<object> Handles => handles;

    public WireTag ReadTag() => (WireTag)Take(1)[0];

    public int ReadCount()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = Take(1)[0];
            value |= (uint)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return (int)value;
            }
        }
    }

    public T ReadRaw<T>() where T : unmanaged =>
        Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(Take(Unsafe.SizeOf<T>())));

    public ReadOnlySpan<byte> ReadBytes() => Take(ReadCount());

    public string? ReadText()
    {
        var count = ReadCount();
        return count == 0 ? null : new string(MemoryMarshal.Cast<byte, char>(Take((count - 1) * sizeof(char))));
    }

    /// <summary>Remembers an object under its number; before its members are read, where it can be in a cycle.</summary>
    public T Record<T>(int number, T value) where T : notnull
    {
        while (_objects.Count <= number)
        {
            _objects.Add(null);
        }

        _objects[number] = value;
        return value;
    }

    public object Recall() => ReadCount() is var number && number < _objects.Count && _objects[number] is { } known
        ? known
        : throw new SerializerException($"Object {number} of a message is referred to but was not read.");

    public object ReadDerived()
    {
        var name = ReadText()!;
        return Codecs.For(TypeNames.Find(name)).ReadBody(this, ReadCount());
    }

    /// <summary>Goes to the next member; <see cref="Skip"/> leaves one that is not known here.</summary>
    public bool NextMember(out int level, out int id, out int end)
    {
        level = Take(1)[0];
        if (level == WireWriter.EndOfMembers)
        {
            id = end = 0;
            return false;
        }

        id = ReadCount();
        var length = ReadRaw<int>();
        end = _position + length;
        return true;
    }

    public void Skip(int end) => _position = end;

    private ReadOnlySpan<byte> Take(int size)
    {
        var span = source.Span.Slice(_position, size);
        _position += size;
        return span;
    }
}
