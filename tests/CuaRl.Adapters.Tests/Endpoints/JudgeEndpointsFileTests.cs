using System.Text;
using CuaRl.Adapters.Endpoints;

namespace CuaRl.Adapters.Tests.Endpoints;

public sealed class JudgeEndpointsFileTests
{
    [Fact]
    public void Parse_AllThatThereIs_IsTaken()
    {
        var endpoints = Parse(
            """
            {
              "reward_functions": {
                "mine": {"url": "https://rewards.example/mine", "timeout_seconds": 2.5, "version": 3, "headers": {"Authorization": "Bearer x"}},
                "plain": {"url": "http://127.0.0.1:9000/"}
              },
              "validators": {"looks": {"url": "http://127.0.0.1:9000/", "commands": ["getprop", "id"]}}, // as it should
            }
            """);

        var mine = endpoints.RewardFunctions["mine"];
        Assert.Equal((new Uri("https://rewards.example/mine"), TimeSpan.FromSeconds(2.5), 3), (mine.Url, mine.TimeLimit, mine.Version));
        Assert.Equal("Bearer x", mine.Headers["authorization"]);
        Assert.Equal(
            (TimeSpan.FromSeconds(10), 1),
            (endpoints.RewardFunctions["plain"].TimeLimit, endpoints.RewardFunctions["plain"].Version));
        Assert.Equal<string>(["getprop", "id"], endpoints.Validators["looks"].Commands);
    }

    [Theory]
    [InlineData("""{"rewards": {}}""", "rewards is no setting; there are reward_functions, validators")]
    [InlineData("""[]""", "the file must be a JSON object")]
    [InlineData("""{"validators": {"a": {}}}""", "validators.a must have url")]
    [InlineData("""{"validators": {"a": {"url": "ftp://x/"}}}""", "validators.a.url must be an http or https URL")]
    [InlineData("""{"validators": {"a": {"url": "http://me:s3cret@x/"}}}""", "validators.a.url must be an http or https URL")]
    [InlineData("""{"validators": {"a": {"url": "http://x/", "version": 1}}}""", "validators.a.version is no setting")]
    [InlineData("""{"reward_functions": {"a": {"url": "http://x/", "timeout_seconds": 0}}}""", "a.timeout_seconds must be a number from 0.1 to 600")]
    [InlineData("""{"reward_functions": {"a": {"url": "http://x/", "headers": {"X-Key": "s3cret\n"}}}}""", "a.headers.X-Key must be a header")]
    [InlineData("""{"reward_functions": {"a": {"url": "http://x/", "headers": {"Content-Type": "s3cret"}}}}""", "Content-Type must be a header")]
    [InlineData("""{"validators": s3cret}""", "not JSON")]
    public void Parse_Mistake_IsNamedWithoutTheValue(string json, string problem)
    {
        var error = Assert.Throws<FormatException>(() => Parse(json));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_IsAConfigurationError() =>
        Assert.Contains(
            "missing.json", Assert.Throws<ConfigurationException>(() => JudgeEndpointsFile.Read("missing.json")).Message,
            StringComparison.Ordinal);

    private static JudgeEndpoints Parse(string json) => JudgeEndpointsFile.Parse(Encoding.UTF8.GetBytes(json));
}
