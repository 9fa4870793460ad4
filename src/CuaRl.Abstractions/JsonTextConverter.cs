using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl;

/// <summary>Embeds a <see cref="JsonText"/> in System.Text.Json documents as the raw value that it is.</summary>
public sealed class JsonTextConverter : JsonConverter<JsonText>
{
    /// <summary>JSON <c>null</c> is a value like any other; only a member that is absent is null here.</summary>
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override JsonText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonText.FromReader(ref reader);

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, JsonText? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
        }
    }
}
