using CuaRl.Core.Devices.Formats;

namespace CuaRl.Core.Tests.Devices.Formats;

public sealed class ActionFormatGoldenTests
{
    private const int LeastCalls = 15;

    public static TheoryData<string> Formats => new(GoldenCalls.Names);

    [Fact]
    public void GoldenFiles_OfFormats_AreOneForEach() => Assert.Equal(GoldenCalls.Names, GoldenCalls.Files);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_OfDocumentedCalls_GivesWhatTheyMean(string format)
    {
        var golden = GoldenCalls.Of(format);

        Assert.True(golden.Good.Count() >= LeastCalls);
        Assert.All(golden.Good, call => Assert.Equal(
            call.Expected, golden.Format.Parse(call.Answer, call.View).Select(CallNotation.Of)));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_OfBadCalls_SaysWhatIsWrongAndCountsAsTheOriginal(string format)
    {
        var golden = GoldenCalls.Of(format);

        Assert.All(golden.Bad, call =>
        {
            var error = Assert.IsType<ParsedCall.Error>(Assert.Single(golden.Format.Parse(call.Answer, golden.View)));
            Assert.Equal((call.Fault, call.IsCounted), (error.Fault, error.IsCounted));
            Assert.Contains(call.Says, error.Message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Parse_OfACall_KeepsWhatTheModelWrote(string format)
    {
        var golden = GoldenCalls.Of(format);
        var calls = golden.Good.SelectMany(call => golden.Format.Parse(call.Answer, call.View)).ToArray();

        Assert.All(calls.OfType<ParsedCall.Act>(), call => Assert.NotNull(call.Tool));
        Assert.All(calls.OfType<ParsedCall.Act>(), call => Assert.StartsWith("{", call.Arguments, StringComparison.Ordinal));
    }
}
