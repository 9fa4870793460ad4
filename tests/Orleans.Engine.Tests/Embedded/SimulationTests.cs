using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Embedded;

public sealed class SimulationTests
{
    [Fact]
    public async Task Run_OfOneSeedTwice_IsTheSame()
    {
        var (first, second) = (await NotesInOrder(seed: 7), await NotesInOrder(seed: 7));
        Assert.Equal(first.Notes, second.Notes);
        Assert.Equal(first.Steps, second.Steps);

        var orders = new HashSet<string>();
        for (var seed = 0; seed < 10; seed++)
        {
            orders.Add(string.Join(' ', (await NotesInOrder(seed)).Notes));
        }

        Assert.InRange(orders.Count, 2, 10);
    }

    [Fact]
    public async Task Run_OfManySeeds_FindsTheLostUpdateOfAReentrantGrain()
    {
        var sums = new HashSet<int>();
        for (var seed = 0; seed < 20; seed++)
        {
            var key = EngineCluster.NewKey();
            await Simulated(seed, new(), async (client, _) =>
            {
                var grain = client.GetGrain<ICarelessGrain>(key);
                await Task.WhenAll(grain.AddCarelessly(), grain.AddCarelessly());
                sums.Add(await grain.AddCarelessly());
            });
        }

        Assert.Equal([2, 3], sums.Order());
    }

    [Fact]
    public async Task Run_OfManySeeds_NeverLosesAnUpdateOfAGrainThatIsNotReentrant()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var key = EngineCluster.NewKey();
            await Simulated(seed, new(), async (client, _) =>
            {
                var grain = client.GetGrain<ISimulatedGrain>(key);
                await Task.WhenAll(grain.AddCarelessly(), grain.AddCarelessly());
                Assert.Equal(3, await grain.AddCarelessly());
            });
        }
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 0)]
    public async Task OneWay_LostByChance_DoesNotArrive(double chance, int arrived)
    {
        var key = EngineCluster.NewKey();
        await Simulated(1, new() { OneWayLossChance = chance }, async (client, _) =>
        {
            var grain = client.GetGrain<ISimulatedGrain>(key);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(number => grain.NoteOneWay($"{number}")));
            await client.GetGrain<ISimulatedGrain>($"{key} clock").TickEvery(TimeSpan.FromSeconds(1));
            while (!Diary.Of($"{key} clock").Contains("tick 2"))
            {
                await Task.Yield();
            }
        });
        Assert.Equal(arrived, Diary.Of(key).Length);
    }

    [Fact]
    public async Task Duplicate_OfAGrain_AnswersBesideTheFirst()
    {
        var key = EngineCluster.NewKey();
        await Simulated(3, new(), async (client, simulation) =>
        {
            var grain = client.GetGrain<ISimulatedGrain>(key);
            var first = await grain.GetActivation();
            simulation.Duplicate(grain);
            var seen = new HashSet<int>();
            for (var call = 0; call < 50; call++)
            {
                seen.Add(await grain.GetActivation());
            }

            Assert.Equal(2, seen.Count);
            Assert.Contains(first, seen);
        });
    }

    [Fact]
    public async Task Timer_OfTenMinutes_TicksAtOnce()
    {
        var key = EngineCluster.NewKey();
        await Simulated(4, new(), async (client, _) =>
        {
            await client.GetGrain<ISimulatedGrain>(key).TickEvery(TimeSpan.FromMinutes(10));
            while (!Diary.Of(key).Contains("tick 3"))
            {
                await Task.Yield();
            }
        });
    }

    [Fact]
    public async Task ResponseTimeout_InSimulatedTime_ComesAtOnce()
    {
        var key = EngineCluster.NewKey();
        await Simulated(5, new(), async (client, _) =>
        {
            await Assert.ThrowsAsync<TimeoutException>(() => client.GetGrain<ISimulatedGrain>(key).Wait(key));
            Gate.Open(key);
        });
    }

    [Fact]
    public async Task Test_ThatWaitsForNothing_IsSaidToBeStuck()
    {
        var stuck = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Simulated(6, new(), (_, _) => new TaskCompletionSource().Task));
        Assert.Contains("simulated time", stuck.Message, StringComparison.Ordinal);
    }

    private static async Task<(string[] Notes, int Steps)> NotesInOrder(int seed)
    {
        var key = EngineCluster.NewKey();
        var simulation = await Simulated(seed, new(), async (client, _) =>
        {
            var grain = client.GetGrain<ISimulatedGrain>(key);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(number => grain.Note($"{number}")));
        });
        return (Diary.Of(key), simulation.Steps);
    }

    private static async Task<Simulation> Simulated(
        int seed, SimulationOptions options, Func<IClusterClient, Simulation, Task> test)
    {
        var builder = EngineCluster.NewBuilder();
        var simulation = builder.UseSimulation(seed, options);
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
        simulation.Run(() => test(cluster.Client, simulation));
        return simulation;
    }
}
