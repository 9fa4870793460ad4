using CuaRl.Adapters.Trainers.Tinker.Protobuf;
using CuaRl.Adapters.Trainers.Tinker.Wire;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>Messages in protocol buffers, byte by byte as the types of Tinker's own client write and read them.</summary>
public sealed class TinkerProtobufTests
{
    private static readonly int[] Tokens = [1, 2, 3, 4];
    private static readonly int[] Targets = [2, 3, 4, 5];

    [Fact]
    public void Request_OfAGradient_HasTheBytesOfTinkersOwnTypes() => Assert.Equal(
        "0a096d6f64656c5f61626310011a500a140a120a100100000002000000030000000400000012380a0d7461726765745f746f6b656e7312270a2002000000000000000300"
        + "000000000000040000000000000005000000000000001802220104220d63726f73735f656e74726f7079",
        Convert.ToHexStringLower(ProtoGradient.Write(Request("cross_entropy", null)).Span));

    [Fact]
    public void Request_WithSettings_HasTheBytesOfTinkersOwnTypes() => Assert.EndsWith(
        "220104" + "220370706f2a1d0a12636c69705f6c6f775f7468726573686f6c64119a9999999999e93f",
        Convert.ToHexStringLower(ProtoGradient.Write(Request("ppo", new Dictionary<string, double> { ["clip_low_threshold"] = 0.8 })).Span),
        StringComparison.Ordinal);

    [Fact]
    public void Request_WithAPicture_HasItsBytesFormatAndPositions()
    {
        var request = Request("cross_entropy", null);
        var picture = new TinkerChunk { Type = TinkerChunk.Image, Data = new byte[] { 7, 8 }, Format = "png", ExpectedTokens = 300 };
        var datum = request.ForwardBackwardInput.Data[0] with { ModelInput = new TinkerInput([picture]) };

        var bytes = ProtoGradient.Write(request with { ForwardBackwardInput = request.ForwardBackwardInput with { Data = [datum] } });

        Assert.Contains("0a0e120c" + "0a020708" + "1203706e67" + "18ac02", Convert.ToHexStringLower(bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_OfTinkersOwnTypes_IsRead()
    {
        var sampled = ProtoSample.Read(Convert.FromHexString(
            "0a160801120807000000080000001a08000000bf0000a0bf0a0c1204090000001a04000000be12080000c07f000080be"));

        Assert.Equal(["length", "stop"], sampled.Sequences.Select(sequence => sequence.StopReason!));
        Assert.Equal([7, 8], sampled.Sequences[0].Tokens);
        Assert.Equal([-0.5f, -1.25f], sampled.Sequences[0].Logprobs!);
        Assert.Equal([-0.125f], sampled.Sequences[1].Logprobs!);
        Assert.Equal([null, -0.25], sampled.PromptLogprobs!);
    }

    [Fact]
    public void Gradient_OfTinkersOwnTypes_IsRead()
    {
        var output = ProtoGradient.Read(Convert.FromHexString(
            "0a067363616c6172123e123a0a086c6f6770726f6273122e0a10000000bf000080be000080bf000000c0121800000000000000000c000000000000001000000000000000"
            + "180118021a130a086c6f73733a73756d110000000000002540"));

        Assert.Equal([[-0.5, -0.25, -1], [-2]], output.LossFnOutputs.Select(one => one.Logprobs.Values));
        Assert.Equal(10.5, output.Metrics!["loss:sum"]);
    }

    [Theory]
    [InlineData("0a16")]
    [InlineData("0affffffffffffffffff01")]
    [InlineData("0b")]
    [InlineData("80")]
    [InlineData("0a0312010700")]
    public void Message_ThatIsBroken_IsRefused(string bytes) =>
        Assert.StartsWith("protocol buffers: ", Assert.Throws<FormatException>(() => ProtoSample.Read(Convert.FromHexString(bytes))).Message, StringComparison.Ordinal);

    [Fact]
    public void Numbers_OfEachType_AreRead()
    {
        Assert.Equal([1, -2], ProtoNumbers.Read(3, [1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF]));
        Assert.Equal([1.5], ProtoNumbers.Read(4, [0xC0, 0x3F]));
        Assert.Contains("type is 9", Assert.Throws<FormatException>(() => ProtoNumbers.Read(9, [])).Message, StringComparison.Ordinal);
    }

    private static ForwardBackward Request(string loss, Dictionary<string, double>? settings) => new(
        new ForwardBackwardInput(
            [
                new TinkerDatum(
                    new TinkerInput([new TinkerChunk { Type = TinkerChunk.EncodedText, Tokens = Tokens }]),
                    new Dictionary<string, TinkerTensor> { ["target_tokens"] = TinkerTensor.Of(Targets) }),
            ],
            loss, settings),
        "model_abc", 1);
}
