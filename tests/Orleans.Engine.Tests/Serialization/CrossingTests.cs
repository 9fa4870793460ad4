using Orleans.Serialization;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Serialization;

/// <summary>What becomes of values on their way to a grain and back; the same on both engines, and copied or over the wire.</summary>
public sealed class CrossingTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = new InProcessTestClusterBuilder(1).Build();

    private IEchoGrain Grain => _cluster.Client.GetGrain<IEchoGrain>("echo");

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Value_OfEveryBuiltInType_ArrivesEqual()
    {
        var value = Samples.Everything();

        var echoed = await Grain.EchoEverything(value);

        Assert.Equal(Samples.Describe(value), Samples.Describe(echoed));
        Assert.Equal(StringComparer.OrdinalIgnoreCase, echoed.Map!.Comparer);
        Assert.Equal(DateTimeKind.Utc, echoed.Moment.Kind);
    }

    [Fact]
    public async Task Value_WithNothingSet_ArrivesEqual()
    {
        var echoed = await Grain.EchoEverything(new());

        Assert.Equal(Samples.Describe(new()), Samples.Describe(echoed));
        Assert.True(echoed.Array.IsDefault);
    }

    [Fact]
    public async Task Value_GivenAway_IsNotSharedWithTheGrain()
    {
        List<string> given = ["a"];
        await Grain.Keep(given);
        given.Add("b");

        var got = await Grain.Kept();
        got.Add("c");

        Assert.Equal(["a"], await Grain.Kept());
    }

    [Fact]
    public async Task Record_Positional_ParametersAndIdsTravelAndNothingElse()
    {
        var echoed = Assert.IsType<Positional>(await Grain.Echo(new Positional("a", [1], [2]) { More = "more", NotSent = "changed" }));

        Assert.Equal(("a", "more"), (echoed.Name, echoed.More));
        Assert.Equal([1], echoed.Shared);
        Assert.Equal([2], echoed.Own);
        Assert.Null(echoed.NotSent);
    }

    [Fact]
    public async Task Object_ByItsBaseType_KeepsBothLevels()
    {
        var echoed = Assert.IsType<Circle>(await Grain.Echo(new Circle { Hidden = "h", Title = "t", Radius = 2 }));

        Assert.Equal(("h", "t", 2.0), (echoed.Hidden, echoed.Title, echoed.Radius));
    }

    [Fact]
    public async Task Object_MetTwiceAndInACycle_StaysOne()
    {
        var first = new Node { Name = "first" };
        first.Next = new() { Name = "second", Next = first };
        first.Children.AddRange([first, first.Next]);

        var echoed = Assert.IsType<Node>(await Grain.Echo(first));

        Assert.NotSame(first, echoed);
        Assert.Same(echoed, echoed.Next!.Next);
        Assert.Same(echoed, echoed.Children[0]);
        Assert.Same(echoed.Next, echoed.Children[1]);
        Assert.Equal("yes", echoed.Constructed);
    }

    [Fact]
    public async Task Struct_MemberWithoutId_StaysBehind()
    {
        var echoed = Assert.IsType<Point>(await Grain.Echo(new Point { X = 1, Trail = [2], NotSent = 3 }));

        Assert.Equal((1, 0), (echoed.X, echoed.NotSent));
        Assert.Equal([2], echoed.Trail!);
    }

    [Fact]
    public async Task Object_MutableDerivedFromImmutable_ArrivesWhole()
    {
        var echoed = Assert.IsType<Derived>(await Grain.Echo(new Derived { Number = 1, Numbers = [2] }));

        Assert.Equal(1, echoed.Number);
        Assert.Equal([2], echoed.Numbers);
    }

    [Fact]
    public async Task Collection_OfTheCompiler_ArrivesAsAList()
    {
        var echoed = await Grain.EchoEverything(new() { Interface = [1, 2, 3] });

        Assert.Equal([1, 2, 3], Assert.IsType<List<int>>(echoed.Interface));
    }

    [Fact]
    public async Task GenericRecord_OfLists_ArrivesEqual()
    {
        List<int> shared = [1];

        var echoed = Assert.IsType<Pair<List<int>>>(await Grain.Echo(new Pair<List<int>>(shared, shared)));

        Assert.Equal([1], echoed.Left);
        Assert.Same(echoed.Left, echoed.Right);
    }

    [Fact]
    public async Task Object_WithoutContract_IsRefusedAtTheCaller()
    {
        var refused = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Echo(new NoContract(1)));

        Assert.Contains(nameof(NoContract), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_WithContract_TakesItsDataAlong()
    {
        var thrown = await Assert.ThrowsAsync<OrderRefusedException>(() => Grain.Throw("contract"));

        Assert.Equal(("refused", "o-1"), (thrown.Message, thrown.Order));
        Assert.Equal(["late", "dear"], thrown.Reasons);
        Assert.Equal("v", thrown.Data["k"]);
        Assert.Contains(nameof(EchoGrain), thrown.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_OfThePlatform_KeepsTypeMessageAndInner()
    {
        var thrown = await Assert.ThrowsAsync<ArgumentException>(() => Grain.Throw("platform"));

        Assert.Equal("bad (Parameter 'kind')", thrown.Message);
        Assert.Equal("o-2", Assert.IsType<OrderRefusedException>(thrown.InnerException).Order);
    }

    [Fact]
    public async Task Exception_Aggregate_KeepsAllInner()
    {
        var thrown = await Assert.ThrowsAsync<AggregateException>(() => Grain.Throw("aggregate"));

        Assert.Equal(["one", "two"], thrown.InnerExceptions.Select(inner => inner.Message));
    }

    [Fact]
    public async Task Exception_WithoutContract_BecomesTheReason()
    {
        var thrown = await Assert.ThrowsAsync<CodecNotFoundException>(() => Grain.Throw("plain"));

        Assert.Contains(nameof(PlainException), thrown.Message, StringComparison.Ordinal);
    }
}
