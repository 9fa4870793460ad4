using System.Collections.Immutable;
using System.Text.Json;
using Orleans.Serialization;

namespace Orleans.Engine.Tests.Serialization;

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
        var value = new Everything
        {
            Text = "ä\0\ud83d",
            Key = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            Moment = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            Span = TimeSpan.FromSeconds(3),
            Uri = new Uri("http://localhost/a?b#c"),
            Day = DayOfWeek.Friday,
            Maybe = 4,
            Bytes = [1, 2, 3],
            Map = new(StringComparer.OrdinalIgnoreCase) { ["A"] = [1], ["b"] = [] },
            Set = ["p", "q"],
            Array = [1, 2],
            Points = [new() { X = 9, Trail = [8] }],
            Frozen = ImmutableDictionary<string, int>.Empty.Add("k", 1),
            Tuple = (1, "t"),
            Old = Tuple.Create(1, new List<int> { 2 }),
            Any = new List<int> { 1 },
            Interface = [5, 6],
            Money = 1.10m,
            Memory = new byte[] { 7 },
            Grain = GrainId.Create("t", "k"),
            Shape = new Circle { Radius = 1 },
            Lookup = new Dictionary<string, int> { ["l"] = 1 },
            MaybePoint = new Point { X = 3 },
            Queue = new([1, 2]),
            Flag = true,
            Letter = 'c',
            Version = new(1, 2, 3),
        };

        var copy = new Isolation(wire).Pass(value);

        Assert.Equal(Describe(value), Describe(copy));
        Assert.Equal(StringComparer.OrdinalIgnoreCase, copy.Map!.Comparer);
        Assert.Equal(DateTimeKind.Utc, copy.Moment.Kind);
        Assert.NotSame(value.Bytes, copy.Bytes);
        Assert.NotSame(value.Map["a"], copy.Map["a"]);
        Assert.NotSame(value.Any, copy.Any);
        Assert.False(value.Memory.Span.Overlaps(copy.Memory.Span));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Pass_DefaultsAndNulls_ArriveAsTheyAre(bool wire)
    {
        var copy = new Isolation(wire).Pass(new Everything());

        Assert.Equal(Describe(new Everything()), Describe(copy));
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

    private static string Describe(Everything value) => JsonSerializer.Serialize(value, Options) + value.Any?.GetType() + value.Grain;

    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,
        Converters = { new DefaultArrayConverter() },
    };

    private sealed class DefaultArrayConverter : System.Text.Json.Serialization.JsonConverter<ImmutableArray<int>>
    {
        public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.IsDefault ? "default" : string.Join(",", value));
    }
}
