using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices.Pools;

namespace CuaRl.Adapters.Tests.Devices.GBox;

public sealed class GBoxOptionsTests
{
    [Theory]
    [InlineData(null, "https://gbox.ai/api/v1/")]
    [InlineData("http://127.0.0.1:28080/api/v1", "http://127.0.0.1:28080/api/v1/")]
    [InlineData("http://gru.localhost:2080/api/v1/", "http://gru.localhost:2080/api/v1/")]
    [InlineData("https://eu.example/", "https://eu.example/")]
    public void From_KeyAndAddress_AreTaken(string? address, string expected)
    {
        var options = Read("a-key", address);

        Assert.Equal(("a-key", expected), (options!.ApiKey, options.BaseUrl.AbsoluteUri));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void From_NoKey_IsNotInUse(string? key) => Assert.Null(Read(key, "nonsense"));

    [Theory]
    [InlineData("a key", null, GBoxOptions.KeyVariable)]
    [InlineData("a-key\u00e9", null, GBoxOptions.KeyVariable)]
    [InlineData("s3cret", "nonsense", GBoxOptions.AddressVariable)]
    [InlineData("s3cret", "http://gbox.ai/api/v1/", GBoxOptions.AddressVariable)]
    [InlineData("s3cret", "https://me:pw@gbox.ai/", GBoxOptions.AddressVariable)]
    [InlineData("s3cret", "https://gbox.ai/?key=1", GBoxOptions.AddressVariable)]
    public void From_Wrong_NamesTheVariableAndNotTheValue(string key, string? address, string variable)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read(key, address));

        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, "30s")]
    [InlineData(500, "500ms")]
    [InlineData(1500, "1500ms")]
    [InlineData(0, "0ms")]
    [InlineData(600_000, "600s")]
    public void Duration_Written_IsReadBack(int milliseconds, string text)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal((text, duration), (GBoxDuration.Format(duration), GBoxDuration.Parse(text)));
    }

    [Theory]
    [InlineData("5m", 300)]
    [InlineData("1.5h", 5400)]
    [InlineData("", null)]
    [InlineData("5", null)]
    [InlineData("5 m", null)]
    [InlineData("-5s", null)]
    [InlineData("s", null)]
    public void Duration_AsGBoxWritesIt_IsReadOrIsNone(string text, int? seconds) =>
        Assert.Equal(seconds is { } number ? TimeSpan.FromSeconds(number) : null, GBoxDuration.Parse(text));

    [Theory]
    [InlineData(null, null, 200, 200, 20, 20)]
    [InlineData("0.5", "90", 0.5, 1, 1.5, 2)]
    public void From_Limits_AreTaken(string? calls, string? creations, double callsPerSecond, int callsAtOnce, double perSecond, int atOnce)
    {
        var options = GBoxOptions.From(name => name switch
        {
            GBoxOptions.KeyVariable => "a-key",
            GBoxOptions.CallsVariable => calls,
            GBoxOptions.CreationsVariable => creations,
            _ => null,
        })!;

        Assert.Equal((new RateLimit(callsPerSecond, callsAtOnce), new RateLimit(perSecond, atOnce)), (options.Calls, options.Creations));
    }

    [Theory]
    [InlineData(GBoxOptions.CallsVariable, "0")]
    [InlineData(GBoxOptions.CallsVariable, "-1")]
    [InlineData(GBoxOptions.CreationsVariable, "many")]
    [InlineData(GBoxOptions.CreationsVariable, "1e9")]
    public void From_LimitsThatAreNone_NamesTheVariable(string variable, string value)
    {
        var error = Assert.Throws<ConfigurationException>(
            () => GBoxOptions.From(name => name == variable ? value : name == GBoxOptions.KeyVariable ? "a-key" : null));

        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_TheKeyOfATraining_GoesBeforeTheVariableAndIsItsAlone()
    {
        var options = GBoxOptions.From(
            name => name switch
            {
                GBoxOptions.KeyVariable => "a-key",
                GBoxOptions.AddressVariable => "https://eu.example",
                _ => null,
            },
            "its-key", "its-id");

        Assert.Equal(("its-key", "its-id", "https://eu.example/"), (options.ApiKey, options.OnlyFor, options.BaseUrl.AbsoluteUri));
        var error = Assert.Throws<ConfigurationException>(() => GBoxOptions.From(_ => null, "two words", "its-id"));
        Assert.DoesNotContain("two words", error.Message, StringComparison.Ordinal);
    }

    private static GBoxOptions? Read(string? key, string? address) => GBoxOptions.From(
        name => name == GBoxOptions.KeyVariable ? key : name == GBoxOptions.AddressVariable ? address : null);
}
