using System.Text;
using System.Text.Json;
using CuaRl.Core.Prompts.Tokens;

namespace CuaRl.Core.Tests.Prompts;

public sealed class BytePairTests
{
    private const string QwenWords =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly string[] Merges = ["l o", "lo w", "e r", "Ġ low", "n e", "ne w", "Ġ new", "new er"];

    [Theory]
    [InlineData("low", "low")]
    [InlineData("lower", "low er")]
    [InlineData("new low", "new Ġlow")]
    [InlineData("newer newer", "newer Ġnew er")]
    [InlineData("slow", "s low")]
    [InlineData("lo\nlow", "lo Ċ low")]
    [InlineData("7 low", "7 Ġlow")]
    [InlineData("", "")]
    public void Encode_OfText_MergesThePairsOfTheLowestRankInEachWord(string text, string pieces)
    {
        var tokens = new List<int>();
        Read().Encode(text, tokens);

        Assert.Equal(pieces, string.Join(' ', tokens.Select(token => Vocabulary().Single(piece => piece.Value == token).Key)));
    }

    [Theory]
    [InlineData("Größe 😀 <|im_end|>\u0000\t café — 東京")]
    [InlineData("{\"a\": [1, 2]}\r\n\r\n  x")]
    public void Decode_OfWhatWasEncoded_IsTheText(string text)
    {
        var (tokenizer, tokens) = (Read(), new List<int>());
        tokenizer.Encode(text, tokens);

        Assert.Equal(text, tokenizer.Decode([.. tokens]));
        Assert.DoesNotContain(tokenizer.Special("<|im_end|>"), tokens);
        Assert.Equal(text, tokenizer.Decode([tokenizer.Special("<|im_end|>"), .. tokens, 99_999]));
    }

    [Fact]
    public void Read_OfEitherWayToWriteMerges_IsTheSame()
    {
        var (one, other) = (new List<int>(), new List<int>());
        Read().Encode("newer lower", one);
        BytePairFile.Read(File(merges: Merges.Select(merge => merge.Split(' ')))).Encode("newer lower", other);

        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData("{}", "cannot be read")]
    [InlineData("[", "cannot be read")]
    [InlineData("""{"model": {"type": "WordPiece"}}""", "must be of the type BPE, not WordPiece")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {}, "merges": []}, "added_tokens": [], "pre_tokenizer": {"type": "ByteLevel"}}""", "there is no token for byte 0")]
    public void Read_OfSomethingElse_SaysWhatIsWrong(string json, string why) => Assert.Contains(
        why, Assert.Throws<FormatException>(() => BytePairFile.Read(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    [Fact]
    public void Special_OfANameThatIsNone_IsRefused() =>
        Assert.Contains("<|magic|>", Assert.Throws<KeyNotFoundException>(() => Read().Special("<|magic|>")).Message, StringComparison.Ordinal);

    /// <summary>A tokenizer of a few merges, in the form of a model's file.</summary>
    internal static BytePairTokenizer Read() => BytePairFile.Read(File(Merges));

    private static byte[] File(object merges) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        added_tokens = new[]
        {
            new { id = 500, content = ChatTokens.Start }, new { id = 501, content = ChatTokens.End },
            new { id = 502, content = ChatTokens.PictureStart }, new { id = 503, content = ChatTokens.PictureEnd },
        },
        normalizer = new { type = "NFC" },
        pre_tokenizer = new
        {
            type = "Sequence",
            pretokenizers = new object[] { new { type = "Split", pattern = new { Regex = QwenWords } }, new { type = "ByteLevel" } },
        },
        model = new { type = "BPE", vocab = Vocabulary(), merges },
    });

    private static Dictionary<string, int> Vocabulary()
    {
        var tokens = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var piece in Enumerable.Range(0, 256).Select(value => ByteAlphabet.Of((byte)value).ToString())
            .Concat(Merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal))))
        {
            tokens.Add(piece, tokens.Count);
        }

        return tokens;
    }
}
