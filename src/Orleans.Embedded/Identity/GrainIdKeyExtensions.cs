using System.Globalization;

namespace Orleans.Runtime;

public static class GrainIdKeyExtensions
{
    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    internal static bool TryGetIntegerKey(this GrainId grainId, out long key) => long.TryParse(
        grainId.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);

    internal static bool TryGetGuidKey(this GrainId grainId, out Guid key) =>
        Guid.TryParseExact(grainId.Key.ToString(), "N", out key);
}
