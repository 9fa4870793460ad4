namespace CuaRl.Core.Policies;

/// <summary>A policy, with the state of its optimizer or without, as bytes that give it back bit by bit.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Optimizer">Its optimizer; null where only weights were kept or asked for.</param>
public sealed record PolicyCheckpoint(SoftmaxPolicy Policy, AdamOptimizer? Optimizer)
{
    private const byte Version = 1;
    private const byte WithOptimizer = 1;
    private static ReadOnlySpan<byte> Mark => "CUAP"u8;

    /// <summary>
    /// Version 1: the letters CUAP, the version, 1 with an optimizer or 0, the bits of features, the hidden units, the weights; then of
    /// the optimizer its steps, means and squares. Runs of zeros take their length only.
    /// </summary>
    public byte[] Write()
    {
        var writer = new PolicyWriter();
        foreach (var letter in Mark)
        {
            writer.Byte(letter);
        }

        writer.Byte(Version);
        writer.Byte(Optimizer is null ? (byte)0 : WithOptimizer);
        writer.Whole((ulong)Policy.Shape.FeatureBits);
        writer.Whole((ulong)Policy.Shape.HiddenUnits);
        writer.Sparse(Policy.Weights);
        if (Optimizer is not null)
        {
            writer.Whole((ulong)Optimizer.Steps);
            writer.Sparse(Optimizer.Means);
            writer.Sparse(Optimizer.Squares);
        }

        return writer.ToArray();
    }

    /// <summary>Reads a checkpoint of a policy of that shape.</summary>
    /// <param name="bytes">What <see cref="Write"/> wrote.</param>
    /// <param name="shape">The shape that is wanted.</param>
    /// <param name="weightsOnly">Leaves the optimizer where it is, so that training begins anew from these weights.</param>
    /// <exception cref="PolicyShapeException">It is of another shape.</exception>
    /// <exception cref="FormatException">It is no checkpoint, one of another version, or damaged.</exception>
    public static PolicyCheckpoint Read(ReadOnlySpan<byte> bytes, PolicyShape shape, bool weightsOnly = false)
    {
        var reader = new PolicyReader(bytes, "checkpoint");
        if (!bytes.StartsWith(Mark))
        {
            throw reader.Broken("it is none of a policy");
        }

        reader = new PolicyReader(bytes[Mark.Length..], "checkpoint");
        if (reader.Byte() is var version && version != Version)
        {
            throw reader.Broken($"it is of version {version}; this service reads version {Version}");
        }

        var kind = reader.Byte();
        if (kind > WithOptimizer)
        {
            throw reader.Broken($"its kind is {kind}, not 0 or {WithOptimizer}");
        }

        var found = new PolicyShape((int)reader.Whole(byte.MaxValue), (int)reader.Whole(ushort.MaxValue));
        if (found != shape.Checked())
        {
            throw new PolicyShapeException(found, shape);
        }

        var weights = Numbers(ref reader, shape);
        if (kind != WithOptimizer || weightsOnly)
        {
            return new PolicyCheckpoint(SoftmaxPolicy.Of(shape, weights), null);
        }

        var steps = (long)reader.Whole(long.MaxValue);
        var optimizer = new AdamOptimizer(shape, steps, Numbers(ref reader, shape), Numbers(ref reader, shape));
        reader.End();
        return new PolicyCheckpoint(SoftmaxPolicy.Of(shape, weights), optimizer);
    }

    private static float[] Numbers(ref PolicyReader reader, PolicyShape shape)
    {
        var numbers = WeightBlocks.Allocate(shape);
        reader.Sparse(numbers);
        return numbers;
    }
}
