using System.Reflection;
using System.Text.Json;
using Orleans.Serialization;

namespace Orleans.Engine.Tests.Serialization.Internals;

public class BaseWithoutContract
{
    public int Number { get; set; }
}

public sealed class ContractAnalysisTests
{
    [Fact]
    public void Check_ThisAssembly_HasNoFindings() => ContractAnalysis.Check([typeof(ContractAnalysisTests).Assembly]);

    [Theory]
    [InlineData(typeof(NoContract), "Orleans.Engine.Tests.Serialization.NoContract cannot cross a grain boundary")]
    [InlineData(typeof(JsonElement), "System.Text.Json.JsonElement cannot cross a grain boundary")]
    [InlineData(typeof(List<Pair<NoContract>>), "Pair`1[Orleans.Engine.Tests.Serialization.NoContract].Left")]
    [InlineData(typeof(Action), "System.Action")]
    [InlineData(typeof(Dictionary<string, JsonDocument>), "System.Text.Json.JsonDocument")]
    public void Codec_TypeWithoutContract_IsRefusedByTypeAndMember(Type type, string part)
    {
        var refused = Assert.Throws<CodecNotFoundException>(() => Codecs.For(type));

        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_TwoMembersWithOneId_NamesBoth() => AssertRefused(
        RefusedTypes.Contract(null, null, ("Left", typeof(int), 3), ("Right", typeof(int), 3)), "Left and Right share the id 3");

    [Fact]
    public void Check_MemberWithoutId_IsRefused() => AssertRefused(
        RefusedTypes.Contract(null, null, ("Number", typeof(int), null), ("Other", typeof(int), 0)),
        "Number has neither [Id] nor [NonSerialized]");

    [Fact]
    public void Check_BaseWithoutContract_IsRefused() => AssertRefused(
        RefusedTypes.Contract(typeof(BaseWithoutContract), null, ("Number", typeof(int), 0)),
        "BaseWithoutContract has no [GenerateSerializer]");

    [Fact]
    public void Check_MemberWithoutContract_NamesTheMember() => AssertRefused(
        RefusedTypes.Contract(null, null, ("Json", typeof(JsonElement), 0)), ".Json.");

    [Fact]
    public void Check_TwoTypesWithOneAlias_NamesIt() => AssertRefused(
        "share the alias \"same\"",
        RefusedTypes.Contract(null, "same", ("A", typeof(int), 0)),
        RefusedTypes.Contract(null, "same", ("A", typeof(int), 0)));

    [Theory]
    [InlineData(typeof(int), "the return type System.Int32")]
    [InlineData(typeof(Task<JsonElement>), "result: System.Text.Json.JsonElement cannot cross a grain boundary")]
    [InlineData(typeof(Task<NoContract>), "NoContract")]
    [InlineData(typeof(IAsyncEnumerable<NoContract>), "NoContract")]
    [InlineData(typeof(IEnumerable<int>), "the return type")]
    public void Check_MethodResult_IsRefused(Type result, string part) =>
        AssertRefused(RefusedTypes.GrainInterface(type => type.Method("Get", result)), ".Get: ", part);

    [Fact]
    public void Check_ParameterByReference_IsRefused() => AssertRefused(
        RefusedTypes.GrainInterface(type => type.Method("Get", typeof(Task), typeof(int).MakeByRefType())), "p1 is passed by reference");

    [Fact]
    public void Check_ParameterWithoutContract_IsRefused() => AssertRefused(
        RefusedTypes.GrainInterface(type => type.Method("Get", typeof(Task), typeof(int), typeof(NoContract))), "parameter p2", "NoContract");

    [Fact]
    public void Check_TwoCancellationTokens_AreRefused() => AssertRefused(
        RefusedTypes.GrainInterface(type => type.Method("Get", typeof(Task), typeof(CancellationToken), typeof(CancellationToken))),
        "more than one CancellationToken");

    [Fact]
    public void Check_Property_IsRefused() => AssertRefused(
        RefusedTypes.GrainInterface(type => type.DefineProperty("Number", PropertyAttributes.None, typeof(int), null)), ".Number: ");

    [Fact]
    public void Check_Event_IsRefused() => AssertRefused(
        RefusedTypes.GrainInterface(type => type.DefineEvent("Changed", EventAttributes.None, typeof(Action))), ".Changed: ");

    [Fact]
    public void Check_TwoMethodsWithOneAlias_NamesBoth() => AssertRefused(
        RefusedTypes.GrainInterface(type =>
        {
            RefusedTypes.SetAlias(type.Method("First", typeof(Task)).SetCustomAttribute, "m");
            RefusedTypes.SetAlias(type.Method("Second", typeof(Task)).SetCustomAttribute, "m");
        }),
        "the methods First and Second share the alias \"m\"");

    [Fact]
    public void Check_SeveralProblems_AreAllInOneMessage()
    {
        var refused = Assert.Throws<OrleansConfigurationException>(() => ContractAnalysis.Check(
            RefusedTypes.Contract(null, null, ("Json", typeof(JsonElement), 0), ("Number", typeof(NoContract), 1)),
            RefusedTypes.GrainInterface(type => type.Method("Get", typeof(int)))));

        Assert.Contains("2 of the declarations", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(Type type, params string[] parts)
    {
        foreach (var part in parts)
        {
            AssertRefused(part, type);
        }
    }

    private static void AssertRefused(string part, params Type[] types)
    {
        var refused = Assert.Throws<OrleansConfigurationException>(() => ContractAnalysis.Check(types));

        Assert.Contains(types[0].FullName!, refused.Message, StringComparison.Ordinal);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }
}
