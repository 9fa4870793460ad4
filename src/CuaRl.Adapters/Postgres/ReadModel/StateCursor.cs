using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Where a list of states goes on: after the row with this age of its run, this run and this step.</summary>
/// <param name="CreatedAt">When the run was created, as the server counts microseconds.</param>
/// <param name="RunId">The run.</param>
/// <param name="Step">The step.</param>
internal readonly record struct StateCursor(long CreatedAt, Guid RunId, long Step)
{
    private const int Size = sizeof(long) + 16 + sizeof(long);

    // From the year 1 to 9999, all that a run can be created in.
    private const long FirstInstant = -63_082_281_600_000_000;
    private const long LastInstant = 252_455_615_999_999_999;

    /// <summary>Before every row.</summary>
    public static StateCursor Start { get; } = new(long.MinValue, Guid.Empty, -1);

    /// <summary>Reads what <see cref="ToString"/> wrote; null is the start.</summary>
    /// <exception cref="InvalidRequestException">It was not written here.</exception>
    public static StateCursor Read(string? text)
    {
        if (text is null)
        {
            return Start;
        }

        Span<byte> bytes = stackalloc byte[Size];
        if (text.Length != Base64Url.GetEncodedLength(Size)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var written) != OperationStatus.Done
            || written != Size)
        {
            throw Broken();
        }

        var cursor = new StateCursor(
            BinaryPrimitives.ReadInt64BigEndian(bytes),
            new Guid(bytes[8..24], bigEndian: true),
            BinaryPrimitives.ReadInt64BigEndian(bytes[24..]));
        return cursor.CreatedAt is long.MinValue or (>= FirstInstant and <= LastInstant) ? cursor : throw Broken();
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt);
        RunId.TryWriteBytes(bytes[8..24], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[24..], Step);
        return Base64Url.EncodeToString(bytes);
    }

    private static InvalidRequestException Broken() => new("after", "must be the cursor of the page before, as it came");
}
