using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Monitor;

/// <summary>Rows as JSON, by the rules of the original monitor.</summary>
internal static class JsonRows
{
    private static readonly HashSet<string> JsonColumns = new(StringComparer.Ordinal)
    {
        "tool_args", "tokens", "logprobs", "result", "errors", "rollout_progress", "training_progress",
    };

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2 * JsonText.MaxDepth };

    /// <summary>The columns from one on.</summary>
    public static JsonObject Read(NpgsqlDataReader reader, int first = 0)
    {
        var row = new JsonObject();
        for (var column = first; column < reader.FieldCount; column++)
        {
            var name = reader.GetName(column);
            row[name] = reader.IsDBNull(column) ? null : Value(reader, column, name);
        }

        return row;
    }

    private static JsonNode? Value(NpgsqlDataReader reader, int column, string name) =>
        reader.GetDataTypeName(column) is "json" or "jsonb" ? Json(reader.GetString(column)) : reader.GetValue(column) switch
        {
            bool value => value,
            // One type for all of them, as readers of a node must name it.
            short value => (long)value,
            int value => (long)value,
            long value => value,
            float value => float.IsFinite(value) ? value : null,
            double value => double.IsFinite(value) ? value : null,
            decimal value => value,
            DateTime value => value.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Guid value => value.ToString(),
            string value => HoldsJson(name) ? Json(value) : value,
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };

    private static bool HoldsJson(string name) =>
        JsonColumns.Contains(name) || name.Contains("_json", StringComparison.Ordinal);

    private static JsonNode? Json(string text)
    {
        var trimmed = text.Trim();
        if (trimmed is "" or "null")
        {
            return null;
        }

        try
        {
            return trimmed[0] is '{' or '[' ? JsonNode.Parse(text, documentOptions: Deep) : text;
        }
        catch (JsonException)
        {
            return text; // As it is, like the original: a text may begin as JSON does and be none.
        }
    }
}
