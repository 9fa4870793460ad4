using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Engine.Tests.Serialization;

internal static class Samples
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IncludeFields = true,
        Converters = { new DefaultArrayConverter() },
    };

    public static Everything Everything() => new()
    {
        Text = "ä\0\U0001F600",
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

    public static string Describe(Everything value) => JsonSerializer.Serialize(value, Options) + value.Any?.GetType() + value.Grain;

    private sealed class DefaultArrayConverter : JsonConverter<ImmutableArray<int>>
    {
        public override ImmutableArray<int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ImmutableArray<int> value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.IsDefault ? "default" : string.Join(",", value));
    }
}
