using System.Collections.Immutable;

namespace CuaRl.Core.Devices.Pools;

/// <summary>
/// What a provider's boxes and a pool's records come to. The boxes must have been listed before the records: a record is there
/// before its box, so that a box without one is nobody's.
/// </summary>
/// <param name="Orphans">Boxes of devices that there are not: to be ended.</param>
/// <param name="Doubts">
/// Devices whose box is not listed, or under whose label others are, with those: only the device knows what it is about.
/// </param>
public sealed record BoxComparison(
    ImmutableArray<string> Orphans, ImmutableSortedDictionary<string, ImmutableArray<string>> Doubts)
{
    /// <summary>Compares them.</summary>
    public static BoxComparison Of(IReadOnlyCollection<ListedBox> boxes, IReadOnlyCollection<KnownDevice> devices)
    {
        var known = devices.ToDictionary(device => device.Id, device => device.BoxId, StringComparer.Ordinal);
        var listed = boxes.Select(box => box.Id).ToHashSet(StringComparer.Ordinal);
        var others = boxes.Where(box => known.TryGetValue(box.Device, out var own) && own != box.Id)
            .Select(box => (box.Device, Box: box.Id));
        var gone = devices.Where(device => device.BoxId is { } box && !listed.Contains(box))
            .Select(device => (Device: device.Id, Box: (string?)null));
        return new(
            [.. boxes.Where(box => !known.ContainsKey(box.Device)).Select(box => box.Id)],
            others.Select(other => (other.Device, Box: (string?)other.Box)).Concat(gone)
                .GroupBy(doubt => doubt.Device, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(
                    group => group.Key,
                    group => group.Select(doubt => doubt.Box).OfType<string>().ToImmutableArray(),
                    StringComparer.Ordinal));
    }
}
