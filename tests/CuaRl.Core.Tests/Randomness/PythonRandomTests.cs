using System.Globalization;
using System.Numerics;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Randomness;

/// <summary>The numbers expected here were drawn with Python 3.11.</summary>
public sealed class PythonRandomTests
{
    private const int BeyondOneTwist = 700;

    private static readonly (int Bits, ulong Drawn)[] Widths =
    [
        (0, 0), (1, 1), (7, 14), (31, 53710184), (32, 3184935163), (33, 1181241943), (53, 1256845828445918),
        (64, 1890702223848595625),
    ];

    [Theory]
    [InlineData("0", 3626764237, 1654615998, 3255389356, 2140787315)]
    [InlineData("1", 577090037, 2444712010, 3639700191, 1357504633)]
    [InlineData("42", 2746317213, 478163327, 107420369, 4214005797)]
    [InlineData("-42", 2746317213, 478163327, 107420369, 4214005797)]
    [InlineData("-7", 1390851128, 4071050724, 647892279, 2724896942)]
    [InlineData("2147483648", 1455117090, 1620553392, 2169224728, 701970369)]
    [InlineData("4294967295", 2728839433, 2661025012, 872737089, 2019932776)]
    [InlineData("4294967296", 485306839, 1508871100, 1794561286, 3189475354)]
    [InlineData("4294967301", 675479763, 2085189291, 1213270837, 938069761)]
    [InlineData("-1099511627779", 943978446, 261273136, 2359950418, 2159335880)]
    [InlineData("9223372036854775807", 1359979423, 2819855560, 2711238091, 2170203288)]
    [InlineData("9223372036854775808", 2377109768, 1691753470, 4039908392, 444591929)]
    [InlineData("1267650600228229401496703205393", 1909605093, 3466325343, 301642424, 3321291077)]
    public void NextBits_OfWholeWords_AreThoseOfPython(string seed, uint first, uint second, uint third, uint afterMany)
    {
        var random = Python(seed);
        Assert.Equal([first, second, third], new ulong[] { random.NextBits(32), random.NextBits(32), random.NextBits(32) });

        random = Python(seed);
        for (var i = 0; i < BeyondOneTwist; i++)
        {
            random.NextBits(32);
        }

        Assert.Equal(afterMany, random.NextBits(32));
    }

    [Fact]
    public void NextBits_OfEveryWidth_AreThoseOfPython()
    {
        var random = Python("42");

        Assert.All(Widths, width => Assert.Equal(width.Drawn, random.NextBits(width.Bits)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(65)]
    public void NextBits_OfAnImpossibleWidth_AreRefused(int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Python("0").NextBits(bits));

    [Theory]
    [InlineData("0", 0.8444218515250481, 0.7579544029403025, 0.420571580830845)]
    [InlineData("42", 0.6394267984578837, 0.025010755222666936, 0.27502931836911926)]
    [InlineData("-3", 0.23796462709189137, 0.5442292252959519, 0.36995516654807925)]
    [InlineData("1099511627776", 0.1036394562812375, 0.6705558677439764, 0.4266543913526999)]
    public void NextUnit_OfSeveralSeeds_IsThatOfPython(string seed, double first, double second, double third)
    {
        var random = Python(seed);

        Assert.Equal([first, second, third], new[] { random.NextUnit(), random.NextUnit(), random.NextUnit() });
    }

    [Theory]
    [InlineData(1, "0,0,0,0,0,0")]
    [InlineData(2, "1,1,0,1,0,0")]
    [InlineData(7, "4,2,5,2,6,5")]
    [InlineData(8, "4,5,0,7,3,0")]
    [InlineData(1000, "637,261,759,367,814,707")]
    [InlineData(int.MaxValue, "1337671202,548563996,1592975436,769949150,1707665179,1482723311")]
    public void NextIndex_BelowSeveralBounds_IsThatOfPython(int count, string expected)
    {
        var random = Python("5");

        Assert.Equal(expected, string.Join(',', Enumerable.Range(0, 6).Select(_ => random.NextIndex(count))));
    }

    [Theory]
    [InlineData("0", 10, "7,8,1,5,3,4,2,0,9,6")]
    [InlineData("42", 10, "7,3,2,8,5,6,9,4,0,1")]
    [InlineData("-1", 5, "2,3,4,0,1")]
    [InlineData("1099511627776", 7, "5,1,4,3,6,2,0")]
    [InlineData("9999", 1, "0")]
    [InlineData("7", 23, "5,18,21,15,7,14,22,20,6,19,13,16,8,0,9,11,3,17,2,1,12,4,10")]
    public void Shuffle_OfARange_IsThatOfPython(string seed, int count, string expected)
    {
        int[] items = [.. Enumerable.Range(0, count)];

        Python(seed).Shuffle(items.AsSpan());

        Assert.Equal(expected, string.Join(',', items));
    }

    [Theory]
    [InlineData("42", 100, 5, "81,14,3,94,35", 1051802512)]
    [InlineData("0", 21, 5, "12,13,1,8,16", 2087043557)]
    [InlineData("0", 22, 5, "12,13,1,8,16", 2087043557)]
    [InlineData("7", 10, 10, "5,2,6,9,0,7,4,1,3,8", 161042648)]
    [InlineData("3", 84, 6, "30,75,69,16,47,77", 2036044446)]
    [InlineData("3", 85, 6, "30,75,69,16,47,77", 2036044446)]
    [InlineData("3", 86, 6, "30,75,69,16,47,77", 2036044446)]
    [InlineData("11", 85, 21, "57,71,59,84,65,75,24,23,80,60,77,12,81,38,18,11,68,5,50,72,20", 2676316326)]
    [InlineData("11", 86, 21, "57,71,59,65,75,24,23,60,80,78,12,38,18,11,68,81,5,76,50,83,20", 2676316326)]
    [InlineData("11", 277, 22, "231,238,276,260,97,94,262,243,95,48,228,155,72,46,21,202,274,80,7,32,30,18", 816938251)]
    [InlineData("11", 278, 22, "231,238,260,97,94,262,243,95,48,228,155,72,46,275,21,202,80,7,270,32,30,18", 816938251)]
    [InlineData("-9", 1000, 3, "474,627,382", 1147333628)]
    [InlineData("1099511627776", 30, 0, "", 445128065)]
    [InlineData("5", 1, 1, "0", 3185950873)]
    public void Sample_OfARange_IsThatOfPythonAndLeavesTheGeneratorAsPythonDoes(
        string seed, int count, int drawn, string expected, uint next)
    {
        var random = Python(seed);

        Assert.Equal(expected, string.Join(',', random.Sample([.. Enumerable.Range(0, count)], drawn)));
        Assert.Equal(next, random.NextBits(32));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void Sample_OfMoreThanThereAre_IsRefused(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Python("0").Sample([1, 2, 3], count));

    private static PythonRandom Python(string seed) => new(BigInteger.Parse(seed, CultureInfo.InvariantCulture));
}
