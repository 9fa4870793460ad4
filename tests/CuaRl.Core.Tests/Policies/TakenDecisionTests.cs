using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Tests.Policies;

public sealed class TakenDecisionTests
{
    [Fact]
    public void Read_OfWhatWasWritten_GivesTheSameProbabilitiesBitByBit()
    {
        var policy = SoftmaxPolicy.Create(new PolicyShape(), 1);
        foreach (var turn in SampleDecisions.Demonstrated("train_10_timeout_30s").Turns)
        {
            var choice = policy.Sample(turn.Decision, 0.7, 0.6);
            var taken = new TakenDecision(turn.Decision, choice.Index, choice.LogProbability, 0.7);

            var read = TakenDecision.Read(taken.Write(), policy.Shape.Places);

            Assert.Equal((taken.Chosen, taken.LogProbability, taken.Temperature), (read.Chosen, read.LogProbability, read.Temperature));
            Assert.Equal(taken.Decision.Features, read.Decision.Features);
            Assert.Equal(taken.Decision.Ends, read.Decision.Ends);
            Assert.Equal(taken.Write(), read.Write());
            Assert.Equal(read.LogProbability, policy.LogProbability(read.Decision, read.Chosen, read.Temperature));
        }
    }

    [Fact]
    public void Read_OfBytesThatAreNoDecision_SaysWhy()
    {
        var bytes = new TakenDecision(new Decision([1, 300, 2], [1, 3]), 1, -0.5, 1).Write();

        Refused("ends too early", bytes[..^1], 1 << 18);
        Refused("left over", [.. bytes, 0], 1 << 18);
        Refused("version 9", [9, .. bytes[1..]], 1 << 18);
        Refused("candidate 2 of 2 was taken", [bytes[0], 2, 2, .. bytes[3..]], 1 << 18);
        Refused("above 256", [bytes[0], 0x81, 0x02, .. bytes[2..]], 1 << 18);
        Refused("at 300 of 256 places", bytes, 256);

        static void Refused(string why, byte[] broken, int places) => Assert.Contains(
            why, Assert.Throws<FormatException>(() => TakenDecision.Read(broken, places)).Message, StringComparison.Ordinal);
    }
}
