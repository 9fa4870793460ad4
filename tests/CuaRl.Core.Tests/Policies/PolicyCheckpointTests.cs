using CuaRl.Core.Policies;

namespace CuaRl.Core.Tests.Policies;

public sealed class PolicyCheckpointTests
{
    private const int Version = 4;
    private const int Kind = 5;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Read_OfWhatWasWritten_GoesOnBitByBit(int hidden)
    {
        var shape = new PolicyShape(SampleDecisions.Bits, hidden);
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(shape, 3), new PolicyGradient(shape), new AdamOptimizer(shape));
        SampleDecisions.Train(policy, gradient, optimizer, 5, 20);
        var bytes = new PolicyCheckpoint(policy, optimizer).Write();

        var read = PolicyCheckpoint.Read(bytes, shape);

        Assert.Equal(20, read.Optimizer!.Steps);
        Assert.Equal(bytes, read.Write());
        SampleDecisions.Train(policy, gradient, optimizer, 6, 20);
        SampleDecisions.Train(read.Policy, new PolicyGradient(shape), read.Optimizer, 6, 20);
        Assert.Equal(SampleDecisions.Bitwise(policy), SampleDecisions.Bitwise(read.Policy));
    }

    [Fact]
    public void Read_OfWeightsOnly_LeavesTheOptimizer()
    {
        var shape = new PolicyShape(SampleDecisions.Bits);
        var policy = SampleDecisions.Trained(shape);

        var without = PolicyCheckpoint.Read(new PolicyCheckpoint(policy, null).Write(), shape);
        var left = PolicyCheckpoint.Read(new PolicyCheckpoint(policy, new AdamOptimizer(shape)).Write(), shape, weightsOnly: true);

        Assert.All([without, left], read =>
        {
            Assert.Null(read.Optimizer);
            Assert.Equal(SampleDecisions.Bitwise(policy), SampleDecisions.Bitwise(read.Policy));
        });
    }

    [Fact]
    public void Read_OfAnotherShape_NamesBoth()
    {
        var bytes = new PolicyCheckpoint(SampleDecisions.Trained(new PolicyShape(SampleDecisions.Bits, 8)), null).Write();

        var error = Assert.Throws<PolicyShapeException>(() => PolicyCheckpoint.Read(bytes, new PolicyShape(12)));

        Assert.Equal((new PolicyShape(SampleDecisions.Bits, 8), new PolicyShape(12)), (error.Found, error.Wanted));
        Assert.Contains("10 feature bits and 8 hidden units, but 12 and 0 are wanted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfBytesThatAreNoCheckpoint_SaysWhy()
    {
        var shape = new PolicyShape(SampleDecisions.Bits);
        var bytes = new PolicyCheckpoint(SampleDecisions.Trained(shape), new AdamOptimizer(shape)).Write();

        Refused("none of a policy", [1, 2, 3]);
        Refused("ends too early", bytes[..^1]);
        Refused("left over", [.. bytes, 0]);
        Refused("version 9", With(Version, 9));
        Refused("its kind is 7", With(Kind, 7));
        for (var length = 0; length < bytes.Length; length += 37)
        {
            Assert.Throws<FormatException>(() => PolicyCheckpoint.Read(bytes.AsSpan(0, length), shape));
        }

        byte[] With(int place, byte value)
        {
            byte[] changed = [.. bytes];
            changed[place] = value;
            return changed;
        }

        void Refused(string why, byte[] broken) => Assert.Contains(
            why, Assert.Throws<FormatException>(() => PolicyCheckpoint.Read(broken, shape)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_OfAPolicyThatHardlyLearnt_IsSmall()
    {
        var shape = new PolicyShape();
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(shape, 1), new PolicyGradient(shape), new AdamOptimizer(shape));
        gradient.Add(policy, new Decision([5, 70_000], [1, 2]), 0, -1, 1);
        optimizer.Step(policy, gradient, new AdamSettings());

        Assert.InRange(new PolicyCheckpoint(policy, optimizer).Write().Length, 20, 100);
    }
}
