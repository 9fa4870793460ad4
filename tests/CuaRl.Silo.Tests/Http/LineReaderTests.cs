using System.Text;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Tests.Http;

public sealed class LineReaderTests
{
    private const int MaxLine = 1024 * 1024;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb\r\n\nc", "a|b\r||c")]
    [InlineData("\n\n", "|")]
    public async Task TryTake_Lines_AreWholeHoweverTheyArrive(string text, string expected)
    {
        for (var size = 1; size <= 4; size++)
        {
            Assert.Equal(expected, string.Join('|', await ReadAsync(Encoding.UTF8.GetBytes(text), size)));
        }
    }

    [Fact]
    public async Task TryTake_LongLines_AreInOnePiece()
    {
        string[] lines = [new('a', MaxLine), "b", new('c', MaxLine - 1), new('d', 300_000), ""];
        var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

        Assert.Equal(lines, await ReadAsync(bytes, 65_537));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TryTake_LineTooLong_IsRefusedAndCounted(bool isEnded)
    {
        var bytes = Encoding.UTF8.GetBytes("a\n" + new string('b', isEnded ? MaxLine + 1 : 3 * MaxLine) + (isEnded ? "\n" : ""));
        using var source = new Trickle(bytes, 70_000);
        var reader = new LineReader(source, MaxLine);

        await Assert.ThrowsAsync<LineTooLongException>(() => ReadAllAsync(reader, []));

        Assert.Equal(2, reader.Count);
    }

    private static async Task<List<string>> ReadAsync(byte[] bytes, int size)
    {
        using var source = new Trickle(bytes, size);
        var reader = new LineReader(source, MaxLine);
        List<string> lines = [];
        await ReadAllAsync(reader, lines);
        Assert.Equal(lines.Count, reader.Count);
        return lines;
    }

    private static async Task ReadAllAsync(LineReader reader, List<string> lines)
    {
        while (!reader.IsDone)
        {
            await reader.ReadAsync(CancellationToken.None);
            Take(reader, lines);
        }
    }

    private static void Take(LineReader reader, List<string> lines)
    {
        while (reader.TryTake(out var line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
        }
    }

    /// <summary>Gives a few bytes at a time, as a network may.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
