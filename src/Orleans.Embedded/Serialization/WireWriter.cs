using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orleans.Serialization;

internal enum WireTag : byte
{
    Null,

    /// <summary>An object written before, by its number.</summary>
    Reference,

    /// <summary>An object of the declared type: number, body.</summary>
    New,

    /// <summary>An object of another type: type name, number, body.</summary>
    Derived,
}

/// <summary>
/// The embedded engine's own compact format. It never leaves the process: machine byte order, members by level and
/// number with their length, types by alias.
/// </summary>
internal sealed class WireWriter
{
    internal const byte EndOfMembers = 0xff;
    private const int InitialSize = 512;
    private const int KeptSize = 1 << 20;

    [ThreadStatic]
    private static WireWriter? _spare;

    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private byte[] _buffer = new byte[InitialSize];
    private int _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    /// <summary>Grain references, which are handles to the engine and not data, in the order they were met.</summary>
    public List<object> Handles { get; } = [];

    public static WireWriter Rent()
    {
        var writer = _spare ?? new WireWriter();
        _spare = null;
        return writer;
    }

    public void Return()
    {
        _length = 0;
        _numbers.Clear();
        Handles.Clear();
        if (_buffer.Length <= KeptSize)
        {
            _spare = this;
        }
    }

    public ReadOnlyMemory<byte> Detach() => _buffer.AsMemory(0, _length);

    public void WriteTag(WireTag tag) => Take(1)[0] = (byte)tag;

    public void WriteCount(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Take(1)[0] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        Take(1)[0] = (byte)rest;
    }

    public void WriteRaw<T>(T value) where T : unmanaged =>
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(Take(Unsafe.SizeOf<T>())), value);

    public void WriteBytes(ReadOnlySpan<byte> value)
    {
        WriteCount(value.Length);
        value.CopyTo(Take(value.Length));
    }

    public void WriteText(string? value)
    {
        if (value is null)
        {
            WriteCount(0);
            return;
        }

        WriteCount(value.Length + 1);
        MemoryMarshal.AsBytes(value.AsSpan()).CopyTo(Take(value.Length * sizeof(char)));
    }

    public bool TryWriteReference(object value)
    {
        if (!_numbers.TryGetValue(value, out var number))
        {
            return false;
        }

        WriteTag(WireTag.Reference);
        WriteCount(number);
        return true;
    }

    public void WriteNew(object value, Type? derived)
    {
        WriteTag(derived is null ? WireTag.New : WireTag.Derived);
        if (derived is not null)
        {
            WriteText(TypeNames.Of(derived));
        }

        var number = _numbers.Count;
        _numbers.Add(value, number);
        WriteCount(number);
    }

    /// <summary>Starts a member and leaves room for its length; the position goes to <see cref="EndMember"/>.</summary>
    public int BeginMember(int level, int id)
    {
        Take(1)[0] = (byte)level;
        WriteCount(id);
        WriteRaw(0);
        return _length;
    }

    public void EndMember(int start) => Unsafe.WriteUnaligned(ref _buffer[start - sizeof(int)], _length - start);

    public void EndMembers() => Take(1)[0] = EndOfMembers;

    private Span<byte> Take(int size)
    {
        if (_buffer.Length - _length < size)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, checked(_length + size)));
        }

        var span = _buffer.AsSpan(_length, size);
        _length += size;
        return span;
    }
}
