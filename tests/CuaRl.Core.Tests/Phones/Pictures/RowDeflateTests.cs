using CuaRl.Core.Phones.Pictures.Png;

namespace CuaRl.Core.Tests.Phones.Pictures;

public sealed class RowDeflateTests
{
    private const int Stride = 61;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(256)]
    public void Write_AnyRows_AreReadBack(int colours)
    {
        var random = new Random(colours);
        for (var round = 0; round < 60; round++)
        {
            var rows = Rows(random, colours, height: random.Next(1, 700), equal: random.NextDouble(), runs: random.NextDouble());

            Assert.Equal(rows, Written(rows));
        }
    }

    /// <summary>Lengths around the longest repetition of one code: none may leave a rest that is too short to be one.</summary>
    [Fact]
    public void Write_RunsOfEveryLength_AreReadBack()
    {
        for (var length = 1; length < 800; length++)
        {
            var rows = new byte[800];
            rows.AsSpan(length).Fill(9);
            rows[799] = 3;

            Assert.Equal(rows, Written(rows));
        }
    }

    [Fact]
    public void Write_RepetitionsOfEveryDistance_AreReadBack()
    {
        for (var distance = 1; distance < 40_000; distance += distance < 700 ? 1 : 397)
        {
            var rows = new byte[distance + 20];
            new Random(distance).NextBytes(rows);
            rows.AsSpan(0, 20).CopyTo(rows.AsSpan(distance));

            Assert.Equal(rows, Written(rows));
        }
    }

    [Fact]
    public void Write_EqualRows_CostAlmostNothing()
    {
        var rows = Rows(new Random(7), colours: 5, height: 1, equal: 0, runs: 0);
        var all = Enumerable.Repeat(rows, 1000).SelectMany(row => row).ToArray();

        Assert.InRange(Deflated(all).Length, 1, 300);
    }

    private static byte[] Rows(Random random, int colours, int height, double equal, double runs)
    {
        var rows = new byte[Stride * height];
        for (var at = 0; at < rows.Length; at++)
        {
            var isEqual = at >= Stride && (at % Stride == 0 ? random.NextDouble() < equal : rows[at - 1] == rows[at - 1 - Stride]);
            rows[at] = isEqual ? rows[at - Stride] : at > 0 && random.NextDouble() < runs ? rows[at - 1] : (byte)random.Next(colours);
        }

        return rows;
    }

    private static byte[] Deflated(byte[] rows)
    {
        var writer = new BitWriter();
        writer.Byte(0x78);
        writer.Byte(0x01);
        new RowDeflate().Write(rows, Stride, writer);
        writer.Number(Checksums.Adler32(rows, rows.Length % Stride == 0 ? Stride : rows.Length));
        return writer.Bytes.ToArray();
    }

    private static byte[] Written(byte[] rows) => DecodedPng.Inflate(Deflated(rows));
}
