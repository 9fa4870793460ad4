using System.Text;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Tests.Http;

public sealed class JsonPartTests
{
    [Fact]
    public void Take_FieldsOfEveryKind_AreRead()
    {
        using var body = Body("""
            {"i":-3,"n":2.5,"b":true,"w":"rollout_running","t":"2026-01-31T09:00:00.123456+01:00","s":["a",""],"k":[1,2],"f":[0.5],
             "p":{"x":1},"q":[{"x":2},{"x":3}],"d":"AQID","none":null}
            """);

        Assert.Equal(-3, body.Int32("i"));
        Assert.Equal(2.5, body.OptionalNumber("n"));
        Assert.True(body.Boolean("b"));
        Assert.Equal(BatchStatus.RolloutRunning, body.Word<BatchStatus>("w"));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero).AddMicroseconds(123_456), body.OptionalTime("t"));
        Assert.Equal("a,", string.Join(',', body.Texts("s")));
        Assert.Equal("1,2", string.Join(',', body.Int32s("k")));
        Assert.Equal(0.5f, Assert.Single(body.Singles("f")));
        Assert.Equal(1, body.OptionalPart("p")!.Int32("x"));
        Assert.Equal([2, 3], body.Parts("q").Select(part => part.Int32("x")));
        Assert.Equal([1, 2, 3], body.Base64("d", 3));
        Assert.True(body.IsNull("none"));
        body.ThrowIfInvalid();
    }

    [Fact]
    public void Take_MissingAndNullFields_AreNone()
    {
        using var body = Body("""{"n":null,"q":null}""");

        Assert.Null(body.OptionalInt32("i"));
        Assert.Null(body.OptionalNumber("n"));
        Assert.Null(body.OptionalBoolean("b"));
        Assert.Null(body.OptionalWord<BatchStatus>("w"));
        Assert.Null(body.OptionalTime("t"));
        Assert.Empty(body.Texts("s"));
        Assert.Empty(body.Int32s("k"));
        Assert.Null(body.OptionalPart("p"));
        Assert.Null(body.OptionalParts("q"));
        Assert.False(body.IsNull("missing"));
        body.ThrowIfInvalid();
    }

    [Theory]
    [InlineData("""{"i":1.5}""", "int_type", "body.i")]
    [InlineData("""{"i":2147483648}""", "int_type", "body.i")]
    [InlineData("""{"n":1e999}""", "finite_number", "body.n")]
    [InlineData("""{"n":"1"}""", "float_type", "body.n")]
    [InlineData("""{"b":1}""", "bool_type", "body.b")]
    [InlineData("""{"w":"Running"}""", "value_error", "body.w")]
    [InlineData("""{"w":7}""", "string_type", "body.w")]
    [InlineData("""{"t":"2026-01-31T09:00:00"}""", "value_error", "body.t")]
    [InlineData("""{"t":"yesterday"}""", "value_error", "body.t")]
    [InlineData("""{"s":["a",1]}""", "string_type", "body.s")]
    [InlineData("""{"s":["\ud800"]}""", "string_type", "body.s")]
    [InlineData("""{"s":"a"}""", "list_type", "body.s")]
    [InlineData("""{"k":[1,null]}""", "int_type", "body.k")]
    [InlineData("""{"f":[1e39]}""", "finite_number", "body.f")]
    [InlineData("""{"p":[]}""", "dict_type", "body.p")]
    [InlineData("""{"p":{"x":"1"}}""", "int_type", "body.p.x")]
    [InlineData("""{"p":{"x":1,"y":2}}""", "extra_forbidden", "body.p.y")]
    [InlineData("""{"q":{}}""", "list_type", "body.q")]
    [InlineData("""{"q":[{"x":1},2]}""", "dict_type", "body.q.1")]
    [InlineData("""{"q":[{"x":1},{}]}""", "missing", "body.q.1.x")]
    [InlineData("""{"q":[{"x":1,"z":0}]}""", "extra_forbidden", "body.q.0.z")]
    [InlineData("""{"d":"AQIDBA=="}""", "value_error", "body.d")]
    [InlineData("""{"d":"%"}""", "value_error", "body.d")]
    [InlineData("""{"d":5}""", "string_type", "body.d")]
    public void ThrowIfInvalid_WrongField_NamesItsPlace(string json, string type, string place)
    {
        using var body = Body(json);
        body.OptionalInt32("i");
        body.OptionalNumber("n");
        body.OptionalBoolean("b");
        body.OptionalWord<BatchStatus>("w");
        body.OptionalTime("t");
        body.Texts("s");
        body.Int32s("k");
        body.Singles("f");
        body.OptionalPart("p")?.OptionalInt32("x");
        foreach (var part in body.OptionalParts("q") ?? [])
        {
            part.Int32("x");
        }

        if (json.Contains("\"d\"", StringComparison.Ordinal))
        {
            body.Base64("d", 3);
        }

        var error = Assert.Single(Assert.Throws<RequestInvalidException>(body.ThrowIfInvalid).Errors);

        Assert.Equal((type, place), (error.Type, string.Join('.', error.Loc)));
    }

    [Fact]
    public void ThrowIfInvalid_UnknownWord_ListsTheKnownOnes()
    {
        using var body = Body("""{"source_type":"train"}""");
        body.Word<SourceType>("source_type");

        var error = Assert.Single(Assert.Throws<RequestInvalidException>(body.ThrowIfInvalid).Errors);

        Assert.Equal("Input should be one of step, eval, baseline, warm_start", error.Msg);
    }

    private static JsonBody Body(string json) => JsonBody.Parse(Encoding.UTF8.GetBytes(json));
}
