using System.Globalization;
using CuaRl.Adapters.Devices.GBox.Wire;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Devices.GBox;

internal sealed partial class GBoxDriver
{
    // Not those that are gone, which only grow in number.
    private const string Living = $"{GBoxBox.Pending},{GBoxBox.Running},{GBoxBox.Error}";

    public async Task<IReadOnlyList<Box>> ListAsync(string pool, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [GBoxLabels.Pool] = pool };
        var boxes = await ListAsync(
            BoxErrand(cancellationToken), labels, box => GBoxLabels.Find(box.Config?.Labels)?.Pool == pool);
        return [.. boxes.Select(box => Known(box))];
    }

    /// <param name="errand">What it is part of.</param>
    /// <param name="labels">The labels that GBox is asked for.</param>
    /// <param name="isOurs">Looks again: a server that passes over the labels must not make us end what is somebody else's.</param>
    private async Task<List<GBoxBox>> ListAsync(GBoxErrand errand, Dictionary<string, string> labels, Predicate<GBoxBox> isOurs)
    {
        var found = new Dictionary<string, GBoxBox>(StringComparer.Ordinal);
        var seen = 0;
        for (var page = 1; ; page++)
        {
            var call = GBoxCall.Get("boxes", $"boxes?{Query(labels, page)}");
            var answer = await _client.SendAsync(errand, call, GBoxJson.Default.GBoxPage);
            foreach (var box in answer.Data.Where(box => box.Type == BoxType && box.Status != GBoxBox.Terminated && isOurs(box)))
            {
                found[box.Id] = box;
            }

            seen += answer.Data.Count;
            if (answer.Data.Count == 0 || seen >= answer.Total)
            {
                return [.. found.Values];
            }
        }
    }

    private string Query(Dictionary<string, string> labels, int page) => string.Join('&',
    [
        .. labels.Select(label => $"{GBoxCall.Part($"labels[{label.Key}]")}={GBoxCall.Part(label.Value)}"),
        $"page={page.ToString(CultureInfo.InvariantCulture)}",
        $"pageSize={_options.PageSize.ToString(CultureInfo.InvariantCulture)}",
        $"status={GBoxCall.Part(Living)}",
        $"type={BoxType}",
    ]);
}
