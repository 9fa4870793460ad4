using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CuaRl.Silo.Tests.Service;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class FullDiskTests(ITestOutputHelper output)
{
    [SmallDiskFact]
    public async Task Writes_WhileTheDiskIsFull_Answer503AndReadsGoOn()
    {
        using var disk = SmallDisk.Mount();
        await using var service = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("full-disk"), ServiceProcess.Up("--data", disk.Folder)));
        var address = service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var before = await service.Http.CreateSimulationAsync(SimulationClient.Least, "before");
        await using var writers = new Writers("full-disk", address);
        await writers.MoreAsync(200);

        disk.Fill();
        var reads = new List<HttpStatusCode>();
        await Eventually.HoldsAsync("writes are refused", async () =>
        {
            reads.Add(await StatusAsync(service.Http, $"/simulations/{before}"));
            reads.Add(await StatusAsync(service.Http, "/simulations?limit=10"));
            reads.Add(await StatusAsync(service.Http, "/health"));
            return writers.Refusals.GetValueOrDefault(HttpStatusCode.ServiceUnavailable) > 300;
        });
        disk.Free();

        await writers.MoreAsync(200);
        await writers.FinishAsync();
        output.WriteLine($"{writers.Acknowledged.Count} writes acknowledged, refusals: "
            + string.Join(", ", writers.Refusals.Select(refusal => $"{refusal.Key} {refusal.Value}"))
            + $", {reads.Count} reads meanwhile");
        Assert.All(reads, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Contains(writers.Reasons, reason => reason.Contains("the disk is full", StringComparison.Ordinal));
        Assert.Equal([HttpStatusCode.ServiceUnavailable], writers.Refusals.Keys);
        Assert.Empty(writers.Contradictions);
        Assert.Equal(
            writers.Acknowledged.Keys.Append("n").Order(StringComparer.Ordinal), (await NamesAsync(service.Http)).Order(StringComparer.Ordinal));
        Assert.Equal(0, await service.TerminateAsync());
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<List<string>> NamesAsync(HttpClient http)
    {
        const int Limit = 1000;
        var names = new List<string>();
        for (var page = Limit; page == Limit;)
        {
            var list = await http.GetFromJsonAsync<JsonElement>($"/simulations?skip={names.Count}&limit={Limit}");
            page = list.GetArrayLength();
            names.AddRange(list.EnumerateArray().Select(line => line.GetProperty("name").GetString()!));
        }

        return names;
    }
}
