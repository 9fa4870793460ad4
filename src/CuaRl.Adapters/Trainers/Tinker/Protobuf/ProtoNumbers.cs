using System.Runtime.InteropServices;

namespace CuaRl.Adapters.Trainers.Tinker.Protobuf;

/// <summary>Numbers side by side as bytes, the lowest first, as Tinker's messages hold tensors.</summary>
internal static class ProtoNumbers
{
    public const int Float32 = 1;
    public const int Int64 = 2;
    private const int Int32 = 3;
    private const int BFloat16 = 4;

    public static byte[] Write(ReadOnlySpan<int> values) => MemoryMarshal.AsBytes(values).ToArray();

    /// <summary>The numbers of a tensor of a type.</summary>
    public static byte[] Write(int type, double[] values) => type == Int64
        ? MemoryMarshal.AsBytes(values.Select(value => (long)value).ToArray().AsSpan()).ToArray()
        : MemoryMarshal.AsBytes(values.Select(value => (float)value).ToArray().AsSpan()).ToArray();

    public static int[] ReadInts(ReadOnlySpan<byte> bytes) => Cast<int>(bytes);

    public static float[] ReadFloats(ReadOnlySpan<byte> bytes) => Cast<float>(bytes);

    public static long[] ReadLongs(ReadOnlySpan<byte> bytes) => Cast<long>(bytes);

    /// <exception cref="FormatException">The type is none that there is.</exception>
    public static double[] Read(long type, ReadOnlySpan<byte> bytes) => type switch
    {
        Float32 => [.. Cast<float>(bytes).Select(value => (double)value)],
        Int64 => [.. Cast<long>(bytes).Select(value => (double)value)],
        Int32 => [.. Cast<int>(bytes).Select(value => (double)value)],
        BFloat16 => [.. Cast<ushort>(bytes).Select(value => (double)BitConverter.Int32BitsToSingle(value << 16))],
        _ => throw new FormatException($"protocol buffers: a tensor's type is {type}, which is none"),
    };

    private static T[] Cast<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged => bytes.Length % Marshal.SizeOf<T>() == 0
            ? MemoryMarshal.Cast<byte, T>(bytes).ToArray()
            : throw new FormatException($"protocol buffers: {bytes.Length} bytes are no list of numbers of {Marshal.SizeOf<T>()} bytes");
}
