using System.Text;
using CuaRl.Silo.Http.States;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Tests.Http;

public sealed class StateReaderTests
{
    private const string Hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void Parse_AllFields_AreTaken()
    {
        var state = Own(
            """
            {"observation":[1.50],"action":{"a":1},"reward":-0.5,"done":true,"truncated":true,"info":[],"extra_metadata":"m",
             "step_number":7,"token_ids":[1,-2],"log_probabilities":[-0.5,-1e-3],"blobs":["HASH"],
             "id":"of an export","run_id":1,"step":2,"created_at":{},"parent_state_id":"p"}
            """.Replace("HASH", Hash, StringComparison.Ordinal));

        Assert.Equal("[1.50]", state.Observation.ToString());
        Assert.Equal("""{"a":1}""", state.Action!.ToString());
        Assert.Equal(-0.5, state.Reward);
        Assert.True(state.Done && state.Truncated);
        Assert.Equal("[]", state.Info!.ToString());
        Assert.Equal("\"m\"", state.ExtraMetadata!.ToString());
        Assert.Equal(7, state.StepNumber);
        Assert.Equal([1, -2], state.TokenIds.ToArray());
        Assert.Equal([-0.5f, -1e-3f], state.LogProbabilities.ToArray());
        Assert.Equal([Hash], state.Blobs.ToArray());
    }

    [Fact]
    public void Parse_OnlyWhatMustBeThere_TakesDefaults()
    {
        var state = Own("""{"observation":null}""");

        Assert.Equal(new StateContent { Observation = JsonText.Parse("null") }, state);
    }

    [Theory]
    [InlineData("""{"b" : [1.50, 1e400], "b": 2 }""")]
    [InlineData("""["\u0000", "\ud800", "é"]""")]
    [InlineData("[-0.0, 9223372036854775808]")]
    [InlineData("\"text\"")]
    [InlineData("1e400")]
    public void Parse_AnyValue_IsKeptByteForByte(string json)
    {
        var state = Own($"{{\"action\": {json} ,\"observation\" :\t{json}}}");

        Assert.Equal(json, state.Observation.ToString());
        Assert.Equal(json, state.Action!.ToString());
    }

    [Fact]
    public void Parse_AsDeepAsAllowed_IsKept()
    {
        var json = new string('[', JsonText.MaxDepth) + new string(']', JsonText.MaxDepth);

        Assert.Equal(json, Own($"{{\"observation\":{json}}}").Observation.ToString());
    }

    [Fact]
    public void Parse_FieldTwice_TheLastCounts() =>
        Assert.Equal("2", Own("""{"observation":1,"observ\u0061tion":2}""").Observation.ToString());

    [Fact]
    public void Parse_OriginalStyle_FillsInfoAndKeepsTheParent()
    {
        var input = StateReader.Parse(
            """{"observation":[],"step_number":3,"parent_state_id":"p","token_ids":[1],"other":[{}]}"""u8, StateStyle.Original);

        Assert.Equal("{}", input.Content.Info!.ToString());
        Assert.Equal("{}", input.Content.ExtraMetadata!.ToString());
        Assert.Equal("p", input.ParentStateId);
        Assert.Empty(input.Content.TokenIds);
    }

    [Theory]
    [InlineData("{}", "observation:missing")]
    [InlineData("""{"observation":1,"reward":1e400}""", "reward:finite_number")]
    [InlineData("""{"observation":1,"reward":"1"}""", "reward:float_type")]
    [InlineData("""{"observation":1,"done":1,"truncated":null}""", "done:bool_type truncated:bool_type")]
    [InlineData("""{"observation":1,"step_number":-1}""", "step_number:greater_than_equal")]
    [InlineData("""{"observation":1,"step_number":9223372036854775808}""", "step_number:int_type")]
    [InlineData("""{"observation":1,"step_number":[[1]]}""", "step_number:int_type")]
    [InlineData("""{"observation":1,"token_ids":{"a":[]}}""", "token_ids:list_type")]
    [InlineData("""{"observation":1,"token_ids":[1,null,2147483648]}""", "token_ids:int_type token_ids:int_type")]
    [InlineData("""{"observation":1,"token_ids":[1],"log_probabilities":[1e39]}""", "log_probabilities:finite_number")]
    [InlineData("""{"observation":1,"token_ids":[1],"log_probabilities":[0,0]}""", "log_probabilities:value_error")]
    [InlineData("""{"observation":1,"blobs":["AB"]}""", "blobs:value_error")]
    [InlineData("""{"observation":1,"rewrad":[{}],"Done":true,"d\u006fne2":1}""",
        "rewrad:extra_forbidden Done:extra_forbidden done2:extra_forbidden")]
    [InlineData("""{"\ud800":1}""", "\\ud800:extra_forbidden observation:missing")]
    public void Parse_WrongFields_AreAllNamed(string json, string expected) =>
        Assert.Equal(expected, Errors(json, StateStyle.Own));

    [Theory]
    [InlineData("{}", "observation:missing step_number:missing")]
    [InlineData("""{"observation":{},"step_number":null}""", "observation:list_type step_number:missing")]
    [InlineData("""{"observation":[],"step_number":0,"info":[],"extra_metadata":1}""", "info:dict_type extra_metadata:dict_type")]
    [InlineData("""{"observation":[],"step_number":0,"parent_state_id":1}""", "parent_state_id:string_type")]
    [InlineData("""{"observation":[],"step_number":0,"parent_state_id":"\ud800"}""", "parent_state_id:string_unicode")]
    public void Parse_WrongFieldsInOriginalStyle_AreAllNamed(string json, string expected) =>
        Assert.Equal(expected, Errors(json, StateStyle.Original));

    [Fact]
    public void Parse_TooDeep_NamesTheField() => Assert.Equal(
        "info:value_error",
        Errors($"{{\"observation\":1,\"info\":{new string('[', 65)}{new string(']', 65)}}}", StateStyle.Own));

    [Theory]
    [InlineData("", "missing")]
    [InlineData("{", "json_invalid")]
    [InlineData("""{"observation":NaN}""", "json_invalid")]
    [InlineData("""{"observation":1} {}""", "json_invalid")]
    [InlineData("[]", "model_attributes_type")]
    public void Parse_NotAnObject_IsRefused(string json, string type)
    {
        var error = Assert.Throws<RequestInvalidException>(() => Own(json));

        Assert.Equal(type, Assert.Single(error.Errors).Type);
    }

    [Fact]
    public void ParseMany_AStateThatIsNoObject_IsNamed()
    {
        var error = Assert.Throws<RequestInvalidException>(
            () => StateReader.ParseMany("""{"states":[{"observation":1},null]}"""u8));

        Assert.Equal(["body", "states", "1"], Assert.Single(error.Errors).Loc);
    }

    [Fact]
    public void ParseMany_States_AreInOrder()
    {
        var (states, head) = StateReader.ParseMany("""{"expected_head":-1,"states":[{"observation":1},{"observation":2}]}"""u8);

        Assert.Equal(["1", "2"], states.Select(state => state.Observation.ToString()));
        Assert.Equal(-1, head);
    }

    [Theory]
    [InlineData("""{"states":[{"observation":1},{"reward":1}]}""", "body.states.1.observation")]
    [InlineData("""{"states":{}}""", "body.states")]
    [InlineData("{}", "body.states")]
    [InlineData("""{"states":[],"expected-head":1}""", "body.expected-head")]
    [InlineData("""{"states":[{"observation":1},{"observation":1,"rewrad":1}]}""", "body.states.1.rewrad")]
    [InlineData("""{"states":[],"expected_head":-2}""", "body.expected_head")]
    public void ParseMany_Wrong_IsNamedByItsPlace(string json, string place)
    {
        var error = Assert.Throws<RequestInvalidException>(() => StateReader.ParseMany(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(place, string.Join('.', Assert.Single(error.Errors).Loc));
    }

    [Fact]
    public void Parse_MangledStates_AreTakenOrRefusedAndNeverAFault()
    {
        var random = new Random(20261121);
        var whole = Encoding.UTF8.GetBytes(
            """{"observation":["\ud83d\ude00",{"x":[1,{"y":"\u0000"}]}],"reward":-1.5e300,"token_ids":[1,2],"blobs":[],"inf\u006f":{}}""");
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = whole.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var text = bytes.AsSpan(0, random.Next(bytes.Length / 2, bytes.Length + 1));
            try
            {
                var state = StateReader.Parse(text, i % 2 == 0 ? StateStyle.Own : StateStyle.Original).Content;
                Assert.Equal(state.Observation, JsonText.FromUtf8(state.Observation.Utf8.Span));
            }
            catch (RequestInvalidException error)
            {
                Assert.NotEmpty(error.Errors);
            }
        }
    }

    private static StateContent Own(string json) => StateReader.Parse(Encoding.UTF8.GetBytes(json), StateStyle.Own).Content;

    private static string Errors(string json, StateStyle style)
    {
        var error = Assert.Throws<RequestInvalidException>(() => StateReader.Parse(Encoding.UTF8.GetBytes(json), style));
        return string.Join(' ', error.Errors.Select(e => $"{e.Loc[1]}:{e.Type}"));
    }
}
