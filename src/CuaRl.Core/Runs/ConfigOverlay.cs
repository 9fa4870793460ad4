using System.Text;
using System.Text.Json;

namespace CuaRl.Core.Runs;

/// <summary>Settings laid over settings: two JSON objects merged member by member, not deeper. The bytes of each member are kept.</summary>
public static class ConfigOverlay
{
    /// <summary>
    /// The members of the base in their order, each with the value that the overrides give it, then the overrides' own members.
    /// Of members that repeat, the last counts. Names are compared by what they mean, not by how they are escaped.
    /// </summary>
    /// <param name="settings">A valid JSON object.</param>
    /// <param name="overrides">A valid JSON object.</param>
    public static byte[] Merge(ReadOnlySpan<byte> settings, ReadOnlySpan<byte> overrides)
    {
        if (IsEmpty(overrides))
        {
            return settings.ToArray();
        }

        if (IsEmpty(settings))
        {
            return overrides.ToArray();
        }

        var members = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        Collect(settings, members);
        Collect(overrides, members);
        return Write(members);
    }

    /// <summary>An object without some of its members. The bytes of each other member are kept.</summary>
    /// <param name="settings">A valid JSON object.</param>
    /// <param name="isLeftOut">Whether the member of a name is left out.</param>
    public static byte[] Without(ReadOnlySpan<byte> settings, Func<string, bool> isLeftOut)
    {
        var members = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        Collect(settings, members);
        var unwanted = members.Keys.Where(isLeftOut).ToArray();
        foreach (var name in unwanted)
        {
            members.Remove(name);
        }

        return unwanted.Length == 0 ? settings.ToArray() : Write(members);
    }

    private static bool IsEmpty(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.Read() && reader.TokenType == JsonTokenType.EndObject;
    }

    private static void Collect(ReadOnlySpan<byte> json, OrderedDictionary<string, byte[]> members)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonName.Decode(reader.ValueSpan);
            var start = (int)reader.TokenStartIndex;
            reader.Read();
            reader.Skip();
            members[name] = json[start..(int)reader.BytesConsumed].ToArray();
        }
    }

    private static byte[] Write(OrderedDictionary<string, byte[]> members)
    {
        var merged = new MemoryStream();
        merged.Write("{"u8);
        foreach (var (_, member) in members)
        {
            if (merged.Length > 1)
            {
                merged.Write(","u8);
            }

            merged.Write(member);
        }

        merged.Write("}"u8);
        return merged.ToArray();
    }
}
