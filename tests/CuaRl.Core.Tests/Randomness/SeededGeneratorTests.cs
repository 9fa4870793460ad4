using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Randomness;

public sealed class SeededGeneratorTests
{
    // The published test values of SplitMix64 for the seed 1234567.
    [Fact]
    public void NextBits_KnownSeed_GivesThePublishedNumbers()
    {
        var generator = new SeededGenerator(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => generator.NextBits()));
    }

    [Fact]
    public void Parse_OfAState_GoesOnWhereItStood()
    {
        var generator = new SeededGenerator(ulong.MaxValue);
        generator.NextNormal();
        var copy = SeededGenerator.Parse(generator.State);

        Assert.Equal(generator.NextBits(), copy.NextBits());
    }

    [Fact]
    public void Draws_Many_HaveTheRightSpread()
    {
        const int Draws = 100_000;
        var generator = new SeededGenerator(3);
        var normal = Enumerable.Range(0, Draws).Select(_ => generator.NextNormal()).ToArray();
        var uniform = Enumerable.Range(0, Draws).Select(_ => generator.NextUniform(-2, 4)).ToArray();
        var indexes = Enumerable.Range(0, Draws).Select(_ => generator.NextIndex(5)).ToArray();

        Assert.InRange(normal.Average(), -0.02, 0.02);
        Assert.InRange(normal.Average(number => number * number), 0.97, 1.03);
        Assert.All(uniform, number => Assert.InRange(number, -2, 4));
        Assert.InRange(uniform.Average(), 0.95, 1.05);
        Assert.All(indexes.CountBy(index => index), count => Assert.InRange(count.Value, Draws * 0.19, Draws * 0.21));
        Assert.Equal([0, 1, 2, 3, 4], indexes.Distinct().Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("000000000000000g")]
    [InlineData("-000000000000001")]
    public void Parse_NoState_IsRefused(string state) => Assert.Throws<FormatException>(() => SeededGenerator.Parse(state));
}
