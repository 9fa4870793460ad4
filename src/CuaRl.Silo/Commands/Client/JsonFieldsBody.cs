using System.Text.Json;

namespace CuaRl.Silo.Commands.Client;

/// <summary>A JSON object as a request body; fields without a value are left out.</summary>
internal static class JsonFieldsBody
{
    public static byte[] Compose(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                switch (value)
                {
                    case JsonText json:
                        writer.WritePropertyName(name);
                        writer.WriteRawValue(json.Utf8.Span, skipInputValidation: true);
                        break;
                    case long number:
                        writer.WriteNumber(name, number);
                        break;
                    case bool truth:
                        writer.WriteBoolean(name, truth);
                        break;
                    case string text:
                        writer.WriteString(name, text);
                        break;
                }
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
