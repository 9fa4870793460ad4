using System.Buffers.Binary;

namespace CuaRl.Core.Policies;

/// <summary>Reads what <see cref="PolicyWriter"/> wrote.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="what">What they are meant to be, for errors.</param>
internal ref struct PolicyReader(ReadOnlySpan<byte> bytes, string what)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte() => Take(1)[0];

    public ulong Whole(ulong most)
    {
        var (value, shift) = (0UL, 0);
        byte part;
        do
        {
            part = Byte();
            value |= shift < 63 ? (ulong)(part & 0x7F) << shift : throw Broken("a number is too long");
            shift += 7;
        }
        while (part >= 0x80);

        return value <= most ? value : throw Broken(FormattableString.Invariant($"a number is {value}, above {most}"));
    }

    public void Sparse(Span<float> into)
    {
        into.Clear();
        while (!into.IsEmpty)
        {
            var zeros = (int)Whole((ulong)into.Length);
            var count = (int)Whole((ulong)(into.Length - zeros));
            if (zeros + count == 0)
            {
                throw Broken("a run of numbers is empty");
            }

            var raw = Take(count * sizeof(float));
            for (var i = 0; i < count; i++)
            {
                var value = BinaryPrimitives.ReadSingleLittleEndian(raw[(i * sizeof(float))..]);
                into[zeros + i] = float.IsFinite(value) ? value : throw Broken("a weight is not finite");
            }

            into = into[(zeros + count)..];
        }
    }

    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw Broken(FormattableString.Invariant($"{_rest.Length} bytes are left over"));
        }
    }

    public readonly FormatException Broken(string why) => new($"{what}: cannot be read: {why}");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw Broken("it ends too early");
        }

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
