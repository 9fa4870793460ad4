using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Trainers.Tinker.Wire;

/// <summary>A list of numbers with their type.</summary>
[JsonConverter(typeof(TinkerTensorConverter))]
internal sealed record TinkerTensor
{
    private const string Whole = "int64";
    private const string Real = "float32";

    private TinkerTensor(string type, double[] values) => (Type, Values) = (type, values);

    public string Type { get; }

    /// <summary>Whether it is of whole numbers.</summary>
    public bool IsWhole => Type == Whole;

    public double[] Values { get; }

    public static TinkerTensor Of(ReadOnlySpan<int> values)
    {
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = values[i];
        }

        return new TinkerTensor(Whole, numbers);
    }

    /// <summary>Numbers that are rounded to float32, as they are sent.</summary>
    public static TinkerTensor Of(ReadOnlySpan<double> values)
    {
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (float)values[i];
        }

        return new TinkerTensor(Real, numbers);
    }

    internal static TinkerTensor Read(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            var type = document.RootElement.TryGetProperty("dtype", out var named) ? named.GetString() : null;
            return new TinkerTensor(
                type ?? Real, [.. document.RootElement.GetProperty("data").EnumerateArray().Select(number => number.GetDouble())]);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("a tensor must have its numbers in data", error);
        }
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var value in Values)
        {
            if (IsWhole)
            {
                json.WriteNumberValue((long)value);
            }
            else
            {
                json.WriteNumberValue((float)value);
            }
        }

        json.WriteEndArray();
        json.WriteString("dtype", Type);
        json.WriteStartArray("shape");
        json.WriteNumberValue(Values.Length);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>Tensors as JSON.</summary>
internal sealed class TinkerTensorConverter : JsonConverter<TinkerTensor>
{
    public override TinkerTensor Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TinkerTensor.Read(ref reader);

    public override void Write(Utf8JsonWriter writer, TinkerTensor value, JsonSerializerOptions options) => value.Write(writer);
}
