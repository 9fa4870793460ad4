using Orleans.Serialization;

namespace Orleans.Engine.Tests.Serialization.Internals;

/// <summary>Both ways across a grain boundary must come to the same.</summary>
public sealed class IsolationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.FromHours(2));

    public static TheoryData<bool> Ways => [false, true];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_RecordWithList_ArrivesEqualAndSeparate(bool wire)
    {
        var order = new Order { Name = "a", Count = 3, Price = 1.5, At = Noon, Tags = ["x", "y"] };

        var copy = new Isolation(wire).Pass(order);
        order.Tags.Add("z");

        Assert.NotSame(order, copy);
        Assert.Equal(("a", 3, 1.5, Noon), (copy.Name, copy.Count, copy.Price, copy.At));
        Assert.Equal(["x", "y"], copy.Tags);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_ListOfAContractThatHoldsSuchAList_Arrives(bool wire)
    {
        var copy = new Isolation(wire).Pass(new List<Branch> { new() { Branches = [new()] } });

        Assert.Empty(Assert.Single(Assert.Single(copy).Branches).Branches);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_PositionalRecord_ParametersAndIdsTravelAndNothingElse(bool wire)
    {
        var value = new Positional("a", [1], [2]) { More = "more", NotSent = "changed" };

        var copy = new Isolation(wire).Pass(value);

        Assert.Equal(("a", "more"), (copy.Name, copy.More));
        Assert.Equal([1], copy.Shared);
        Assert.Equal([2], copy.Own);
        Assert.NotSame(value.Own, copy.Own);
        Assert.Null(copy.NotSent);
        Assert.Equal(!wire, ReferenceEquals(value.Shared, copy.Shared));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_DerivedByBaseType_KeepsBothLevels(bool wire)
    {
        Shape value = new Circle { Hidden = "h", Title = "t", Radius = 2 };

        var copy = Assert.IsType<Circle>(new Isolation(wire).Pass(value));

        Assert.Equal(("h", "t", 2.0), (copy.Hidden, copy.Title, copy.Radius));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_SameObjectTwice_StaysOneObject(bool wire)
    {
        List<int> shared = [1];

        var copy = new Isolation(wire).Pass(new Pair<List<int>>(shared, shared));

        Assert.Same(copy.Left, copy.Right);
        Assert.NotSame(shared, copy.Left);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_Cycle_StaysACycle(bool wire)
    {
        var first = new Node { Name = "first" };
        var second = new Node { Name = "second", Next = first };
        first.Next = second;
        first.Children.AddRange([first, second]);

        var copy = new Isolation(wire).Pass(first);

        Assert.NotSame(first, copy);
        Assert.Equal("second", copy.Next!.Name);
        Assert.Same(copy, copy.Next.Next);
        Assert.Same(copy, copy.Children[0]);
        Assert.Same(copy.Next, copy.Children[1]);
        Assert.Equal("yes", copy.Constructed);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_Struct_OnlyMembersWithIdTravel(bool wire)
    {
        var value = new Point { X = 1, Trail = [2], NotSent = 3 };

        var copy = new Isolation(wire).Pass(value);

        Assert.Equal((1, 0), (copy.X, copy.NotSent));
        Assert.Equal([2], copy.Trail!);
        Assert.NotSame(value.Trail, copy.Trail);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_EveryBuiltInType_ArrivesEqual(bool wire)
    {
        var value = Samples.Everything();

        var copy = new Isolation(wire).Pass(value);

        Assert.Equal(Samples.Describe(value), Samples.Describe(copy));
        Assert.Equal(StringComparer.OrdinalIgnoreCase, copy.Map!.Comparer);
        Assert.Equal(DateTimeKind.Utc, copy.Moment.Kind);
        Assert.NotSame(value.Bytes, copy.Bytes);
        Assert.NotSame(value.Map!["a"], copy.Map["a"]);
        Assert.NotSame(value.Any, copy.Any);
        Assert.False(value.Memory.Span.Overlaps(copy.Memory.Span));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_DefaultsAndNulls_ArriveAsTheyAre(bool wire)
    {
        var copy = new Isolation(wire).Pass(new Everything());

        Assert.Equal(Samples.Describe(new Everything()), Samples.Describe(copy));
        Assert.True(copy.Array.IsDefault);
        Assert.Null(new Isolation(wire).Pass<Order?>(null));
    }

    [Fact]
    public void Copy_ImmutableType_IsShared()
    {
        var value = new Sealed { Numbers = [1] };

        Assert.Same(value, new Isolation().Pass(value));
        Assert.NotSame(value, new Isolation(wire: true).Pass(value));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_MutableTypeDerivedFromImmutable_IsCopied(bool wire)
    {
        Unsealed value = new Derived { Number = 1, Numbers = [2] };

        var copy = Assert.IsType<Derived>(new Isolation(wire).Pass(value));

        Assert.NotSame(value, copy);
        Assert.Equal([2], copy.Numbers);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_CollectionOfTheCompiler_ArrivesAsAList(bool wire)
    {
        IReadOnlyList<int> value = [1, 2, 3];

        Assert.Equal([1, 2, 3], Assert.IsType<List<int>>(new Isolation(wire).Pass(value)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_ObjectOfRefusedType_IsRefused(bool wire) =>
        Assert.Throws<CodecNotFoundException>(() => new Isolation(wire).Pass<object>(new NoContract(1)));

    [Fact]
    public void Read_UnknownMember_IsSkippedAndMissingKeepsItsDefault()
    {
        var writer = WireWriter.Rent();
        CodecOf<OldShape>.Value.Write(writer, new OldShape { Name = "n", Dropped = [1, 2, 3], Count = 4 });

        var read = CodecOf<NewShape>.Value.Read(new WireReader(writer.Detach(), writer.Handles));

        Assert.Equal(("n", 4, "default"), (read.Name, read.Count, read.Added));
        writer.Return();
    }
}
