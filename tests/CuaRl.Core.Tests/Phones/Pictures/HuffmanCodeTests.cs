using CuaRl.Core.Phones.Pictures.Png;

namespace CuaRl.Core.Tests.Phones.Pictures;

public sealed class HuffmanCodeTests
{
    /// <summary>Fibonacci's numbers make the longest codes there are: without the limit, one longer for each symbol.</summary>
    [Theory]
    [InlineData(30, 15)]
    [InlineData(19, 7)]
    public void Build_UsesLikeFibonacci_KeepsTheLimitAndWastesNothing(int symbols, int limit)
    {
        var code = new HuffmanCode(symbols, limit);
        var (uses, next) = (1, 1);
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            Count(code, symbol, uses);
            (uses, next) = (next, uses + next);
        }

        code.Build();

        var lengths = code.Lengths.ToArray();
        Assert.All(lengths, length => Assert.InRange(length, 1, limit));
        Assert.Equal(1 << limit, lengths.Sum(length => 1 << (limit - length)));
        Assert.Equal(lengths.OrderDescending(), lengths);
    }

    [Fact]
    public void Build_KnownUses_GivesTheShortestCode()
    {
        var code = new HuffmanCode(6, limit: 15);
        foreach (var (symbol, uses) in new[] { (0, 5), (1, 9), (2, 12), (3, 13), (4, 16), (5, 45) })
        {
            Count(code, symbol, uses);
        }

        code.Build();

        Assert.Equal([4, 4, 3, 3, 3, 1], code.Lengths.ToArray());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void Build_FewSymbols_GivesEachABit(int used, int bits)
    {
        var code = new HuffmanCode(30, limit: 15);
        for (var symbol = 0; symbol < used; symbol++)
        {
            code.Count(3 * symbol);
        }

        code.Build();

        Assert.Equal(bits, code.Lengths.ToArray().Sum(length => length));
    }

    private static void Count(HuffmanCode code, int symbol, int uses)
    {
        for (var i = 0; i < uses; i++)
        {
            code.Count(symbol);
        }
    }
}
