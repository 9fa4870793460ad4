namespace Orleans.Serialization;

/// <summary>The comparers that keyed collections may take along: the default of the key type and the well-known ones.</summary>
internal static class WireComparers
{
    private static readonly object[] WellKnown =
    [
        StringComparer.Ordinal,
        StringComparer.OrdinalIgnoreCase,
        StringComparer.InvariantCulture,
        StringComparer.InvariantCultureIgnoreCase,
    ];

    public static void Write(WireWriter writer, Type owner, object? comparer)
    {
        var index = comparer is null ? 0 : Array.IndexOf(WellKnown, comparer) + 1;
        if (comparer is not null && index == 0)
        {
            throw new CodecNotFoundException($"{comparer.GetType()}, the comparer of a {owner}, cannot cross a grain boundary.");
        }

        writer.WriteCount(index);
    }

    public static object? Read(WireReader reader) => reader.ReadCount() is var index and not 0 ? WellKnown[index - 1] : null;
}
