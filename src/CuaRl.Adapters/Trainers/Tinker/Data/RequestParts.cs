namespace CuaRl.Adapters.Trainers.Tinker.Data;

/// <summary>How datums are sent: in as few requests as hold them, in their order.</summary>
internal static class RequestParts
{
    /// <summary>The parts. A datum that is larger than a request may be has one of its own.</summary>
    /// <param name="sizes">How many bytes each datum takes.</param>
    /// <param name="maxCount">The most datums of a request.</param>
    /// <param name="maxBytes">The most bytes of a request.</param>
    public static IReadOnlyList<Range> Split(IReadOnlyList<long> sizes, int maxCount, long maxBytes)
    {
        var (parts, start, bytes) = (new List<Range>(), 0, 0L);
        for (var i = 0; i < sizes.Count; i++)
        {
            if (i > start && (i - start == maxCount || bytes + sizes[i] > maxBytes))
            {
                parts.Add(start..i);
                (start, bytes) = (i, 0);
            }

            bytes += sizes[i];
        }

        parts.Add(start..sizes.Count);
        return parts;
    }
}
