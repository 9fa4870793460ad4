using System.Text;
using CuaRl.Silo.Http.Simulations;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Tests.Http;

public sealed class JsonBodyTests
{
    private const string Least = """{"name":"n","environment_name":"e","agent_type":"a","agent_config":{}}""";

    [Fact]
    public void Read_LeastBody_TakesDefaults()
    {
        var definition = Read(Least);

        Assert.Equal("n", definition.Name);
        Assert.Null(definition.Description);
        Assert.Equal(JsonText.EmptyObject, definition.EnvironmentConfig);
        Assert.Null(definition.Seed);
    }

    [Fact]
    public void Read_Configurations_AreKeptByteForByte()
    {
        var definition = Read(
            """{"name":"n","environment_name":"e","agent_type":"a","agent_config":{"b" : [1.50,"\ud800\u0000"]},"seed": 1e400 }""");

        Assert.Equal("""{"b" : [1.50,"\ud800\u0000"]}""", definition.AgentConfig.ToString());
        Assert.Equal("1e400", definition.Seed!.ToString());
    }

    [Fact]
    public void Read_UnknownAndUndecodableFieldNames_ArePassedOver() =>
        Assert.Equal("n", Read("""{"\ud800":1,"other":[],""" + Least[1..]).Name);

    [Theory]
    [InlineData("""{"name":"n","nmae":1,"nmae":2,"Name":[]}""", "nmae Name")]
    [InlineData("""{"x":0,"reason":1}""", "name x reason")]
    [InlineData("""{"\ud800":1,"":2,"name":"n"}""", "\\ud800 ")]
    public void ThrowIfInvalid_UnknownMembers_AreNamedWithTheOtherMistakes(string json, string expected)
    {
        using var body = JsonBody.Parse(Encoding.UTF8.GetBytes(json));
        body.Text("name", _ => null);

        var errors = Assert.Throws<RequestInvalidException>(body.ThrowIfInvalid).Errors;

        Assert.Equal(expected.Split(' '), errors.Select(error => error.Loc[1]));
        Assert.All(errors, error => Assert.Equal(error.Loc[1] == "name" ? "missing" : "extra_forbidden", error.Type));
    }

    [Fact]
    public void ThrowIfInvalid_ManyUnknownMembersWithLongNames_NamesSomeByTheirBeginning()
    {
        var members = Enumerable.Range(0, 1_000).Select(i => $"\"{i}{new string('x', 1_000)}\":0");
        using var body = JsonBody.Parse(Encoding.UTF8.GetBytes($"{{{string.Join(',', members)}}}"));

        var error = Assert.Throws<RequestInvalidException>(body.ThrowIfInvalid);

        Assert.Equal(20, error.Errors.Count);
        Assert.InRange(error.Message.Length, 1, 5_000);
    }

    [Fact]
    public void Read_FieldTwice_TheLastCounts() =>
        Assert.Equal("n", Read("""{"name":"first",""" + Least[1..]).Name);

    [Fact]
    public void Read_EscapedFieldName_IsTheField() =>
        Assert.Equal("x", Read(Least.Replace("\"name\":\"n\"", "\"n\\u0061me\":\"x\"", StringComparison.Ordinal)).Name);

    [Fact]
    public void Read_NullForOptionalFields_IsAsIfMissing() =>
        Assert.Equal(
            Read(Least),
            Read("""{"description":null,"environment_config":null,"max_steps":null,"seed":null,"tags":null,""" + Least[1..]));

    [Theory]
    [InlineData("{}", "name:missing environment_name:missing agent_type:missing agent_config:missing")]
    [InlineData("""{"name":1,"environment_name":null,"agent_type":[],"agent_config":"x"}""",
        "name:string_type environment_name:string_type agent_type:string_type agent_config:dict_type")]
    [InlineData("""{"name":"","environment_name":"\u0000","agent_type":"\ud800","agent_config":null}""",
        "name:value_error environment_name:value_error agent_type:string_unicode agent_config:dict_type")]
    [InlineData("""{"name":"n","environment_name":"e","agent_type":"a","agent_config":{},"description":7,"environment_config":[]}""",
        "description:string_type environment_config:dict_type")]
    public void Read_WrongFields_AreAllNamed(string json, string expected)
    {
        var error = Assert.Throws<RequestInvalidException>(() => Read(json));

        Assert.Equal(expected.Split(' ').Order(), error.Errors.Select(e => $"{e.Loc[1]}:{e.Type}").Order());
        Assert.All(error.Errors, e => Assert.Equal("body", e.Loc[0]));
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("{", "json_invalid")]
    [InlineData("{} x", "json_invalid")]
    [InlineData("{\"a\":NaN}", "json_invalid")]
    [InlineData("[]", "model_attributes_type")]
    [InlineData("null", "model_attributes_type")]
    [InlineData("\"text\"", "model_attributes_type")]
    public void Parse_NotAnObject_IsRefused(string json, string type)
    {
        var error = Assert.Throws<RequestInvalidException>(() => Read(json));

        var only = Assert.Single(error.Errors);
        Assert.Equal(type, only.Type);
        Assert.Equal(["body"], only.Loc);
    }

    [Fact]
    public void Parse_InvalidUtf8_IsRefused() =>
        Assert.Equal(
            "json_invalid",
            Assert.Single(Assert.Throws<RequestInvalidException>(
                () => JsonBody.Parse(new byte[] { (byte)'"', 0xC3, (byte)'"' })).Errors).Type);

    [Fact]
    public void Read_ConfigurationTooLarge_IsNamed() => AssertAgentConfigRefused("{\"x\":\"" + new string('x', 64 * 1024) + "\"}");

    [Fact]
    public void Read_ConfigurationTooDeep_IsNamed() =>
        AssertAgentConfigRefused("{\"x\":" + new string('[', JsonText.MaxDepth) + new string(']', JsonText.MaxDepth) + "}");

    [Fact]
    public void Parse_DeeperThanAnyParserShouldGo_IsRefused() =>
        Assert.Throws<RequestInvalidException>(() => Read(new string('[', 500_000)));

    private static void AssertAgentConfigRefused(string config)
    {
        var error = Assert.Throws<RequestInvalidException>(
            () => Read(Least.Replace("\"agent_config\":{}", $"\"agent_config\":{config}", StringComparison.Ordinal)));

        Assert.Equal(["body", "agent_config"], Assert.Single(error.Errors).Loc);
    }

    private static SimulationDefinition Read(string json)
    {
        using var body = JsonBody.Parse(Encoding.UTF8.GetBytes(json), takesUnknown: true);
        return SimulationRequest.Read(body);
    }
}
