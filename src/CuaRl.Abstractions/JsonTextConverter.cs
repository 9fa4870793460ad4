using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl;

/// <summary>Embeds a <see cref="JsonText"/> in System.Text.Json documents as the raw value that it is.</summary>
public sealed class JsonTextConverter : JsonConverter<JsonText>
{
    /// <inheritdoc />
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonText.FromReader(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, JsonText value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
