using System.Text.Json;

namespace CuaRl.Silo.Tests.Service;

/// <summary>Holds a body against its schema in the API document: no required member missing, none that is not told, kinds as told.</summary>
internal static class ApiSchema
{
    public static void AssertFits(JsonElement document, JsonElement schema, JsonElement value, string at)
    {
        schema = Resolve(document, schema);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            Assert.Contains(choices.EnumerateArray().Select(choice => Kinds(Resolve(document, choice))),
                kinds => kinds.Length == 0 || kinds.Contains(KindOf(value)));
            return;
        }

        var allowed = Kinds(schema);
        Assert.True(allowed.Length == 0 || allowed.Contains(KindOf(value)), $"{at} is {KindOf(value)}, not {string.Join('/', allowed)}");
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            var required = schema.TryGetProperty("required", out var names)
                ? names.EnumerateArray().Select(name => name.GetString()!).ToArray()
                : [];
            Assert.Empty(required.Except(value.Names()));
            Assert.Empty(value.Names().Except(properties.Names()));
            foreach (var member in value.EnumerateObject())
            {
                AssertFits(document, properties.GetProperty(member.Name), member.Value, $"{at}.{member.Name}");
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            Assert.All(value.EnumerateArray(), item => AssertFits(document, items, item, $"{at}[]"));
        }
    }

    public static JsonElement Resolve(JsonElement document, JsonElement schema) =>
        schema.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!["#/".Length..].Split('/').Aggregate(document, (at, name) => at.GetProperty(name))
            : schema;

    private static string[] Kinds(JsonElement schema)
    {
        string[] kinds = !schema.TryGetProperty("type", out var type) ? []
            : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(kind => kind.GetString()!)]
            : [type.GetString()!];
        return kinds.Contains("number") ? [.. kinds, "integer"] : kinds; // An integer is a number too.
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.Null => "null",
        _ => "boolean",
    };
}
