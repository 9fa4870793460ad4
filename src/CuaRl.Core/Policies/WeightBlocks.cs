using System.Numerics;

namespace CuaRl.Core.Policies;

/// <summary>Arrays as long as a policy's weights, in blocks that hold whole vectors on every machine.</summary>
internal static class WeightBlocks
{
    /// <summary>How many numbers a block has: a multiple of the lanes of any vector.</summary>
    public const int Size = 64;

    public static int Count(PolicyShape shape) => (shape.WeightCount + Size - 1) / Size;

    public static float[] Allocate(PolicyShape shape) => new float[Count(shape) * Size];

    /// <summary>Adds a multiple of one row to another, number by number.</summary>
    public static void Add(ReadOnlySpan<float> row, float factor, Span<float> into)
    {
        var lanes = Vector<float>.Count;
        var i = 0;
        for (; i + lanes <= row.Length; i += lanes)
        {
            (new Vector<float>(into[i..]) + (new Vector<float>(row[i..]) * factor)).CopyTo(into[i..]);
        }

        for (; i < row.Length; i++)
        {
            into[i] += row[i] * factor;
        }
    }
}
