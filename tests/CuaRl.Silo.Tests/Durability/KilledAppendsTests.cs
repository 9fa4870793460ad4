using System.Text;
using System.Text.Json;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class KilledAppendsTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Rounds = 20;

    [PostgresFact]
    public async Task Appends_WhileTheSiloIsKilledAgainAndAgain_AreAllThereOnceAndInOrder()
    {
        const int Writers = 8;
        const int Runs = 4;
        var random = new Random(Seed.Value);
        var url = FreePort.Url();
        var arguments = new ProgramArguments(
            TestFolders.Create("killed-appends"), "up", "--urls", url, "--database", DatabaseUrl.From(database.ConnectionString));
        string[] runs;
        await using (await ServiceProcess.StartAsync(arguments))
        {
            runs = await CreateRunsAsync(url, Runs);
        }

        // Two writers share each run: their appends meet in commits, in the grain and at the head.
        await using var writers = new Writers("append", url, Writers, key =>
        {
            var parts = key.Split('-').Skip(1).Select(int.Parse).ToArray();
            return WriterCommand.Append(runs[parts[0] % Runs], key, count: 1 + parts[1] % 40);
        });
        for (var round = 0; round < Rounds; round++)
        {
            await using var service = await ServiceProcess.StartAsync(arguments);
            await writers.MoreAsync(random.Next(400));
            await service.Program.KillAsync();
        }

        await using var last = await ServiceProcess.StartAsync(arguments);
        await writers.FinishAsync();

        output.WriteLine($"seed {Seed.Value}: {writers.Acknowledged.Count} appends acknowledged over {Rounds} kills");
        Assert.Empty(writers.Contradictions);
        await StoredAppends.AssertExactlyAsync(database.Source, writers.Acknowledged);
    }

    private static async Task<string[]> CreateRunsAsync(string url, int count)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var simulation = await CreateAsync(WriterCommand.CreateSimulation("appends"));
        var runs = new string[count];
        for (var i = 0; i < count; i++)
        {
            runs[i] = await CreateAsync(new WriterCommand($"/api/v1/simulations/{simulation}/runs", $$"""{"name":"run {{i}}"}"""));
        }

        return runs;

        async Task<string> CreateAsync(WriterCommand command)
        {
            using var answer = await http.PostAsync(
                command.Path, new StringContent(command.Body, Encoding.UTF8, "application/json"));
            var body = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, body);
            return JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!;
        }
    }
}
