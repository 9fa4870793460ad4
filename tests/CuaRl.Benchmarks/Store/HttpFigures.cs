using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

/// <summary>How fast states come in over HTTP, a stream a run, against COPY.</summary>
internal static class HttpFigures
{
    private const double Bar = 0.4;

    public static async Task<Figure> MeasureAsync(BenchService service, IRunGrain[] runs, RawStates raw, StoreSizes sizes)
    {
        var each = sizes.BatchStates / runs.Length;
        var body = Body(each);
        string[] ids = [.. runs.Select(run => GrainKeys.RunId(run.GetPrimaryKeyString()))];
        await AppendAsync();

        var (subject, copy) = await Rounds.AlternateAsync(
            sizes.Rounds,
            () => Rounds.RateAsync(each * runs.Length, AppendAsync),
            () => Rounds.RateAsync(sizes.BatchStates, () => raw.CopyAsync(sizes.BatchTransactions)));
        return Figure.AtLeast(
            "HTTP batch append / raw COPY", Rounds.MedianRatio(subject, copy), "ratio", Bar, Rounds.Describe(subject, copy));

        Task AppendAsync() => Task.WhenAll(ids.Select(id => Task.Run(() => StreamAsync(service.Http, id, body, each))));
    }

    private static async Task StreamAsync(HttpClient http, string id, byte[] body, int states)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/runs/{id}/states") { Content = content };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using var answer = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        var lines = 0;
        for (int read; (read = await answer.ReadAsync(buffer)) > 0;)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        }

        if (lines != states)
        {
            throw new InvalidOperationException($"{lines} of {states} states were acknowledged.");
        }
    }

    private static byte[] Body(int states)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < states; i++)
        {
            var state = Samples.Usual[i % Samples.Usual.Length];
            lines.Append(CultureInfo.InvariantCulture, $"{{\"observation\":{state.Observation},\"action\":{state.Action},");
            lines.Append(CultureInfo.InvariantCulture, $"\"reward\":{state.Reward},\"info\":{state.Info}}}\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
