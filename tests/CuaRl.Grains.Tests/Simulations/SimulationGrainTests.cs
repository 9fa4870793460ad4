using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Simulations;

public sealed class SimulationGrainTests(GrainHost host) : IClassFixture<GrainHost>
{
    private static int _last;

    private readonly ISimulationGrain _grain = host.Grains.GetSimulation($"test-{Interlocked.Increment(ref _last)}");

    private static SimulationDefinition Definition => new()
    {
        Name = "CartPole",
        EnvironmentName = "CartPole-v1",
        AgentType = "DQN",
        AgentConfig = JsonText.Parse("""{"lr" : 0.1}"""),
        Seed = JsonText.Parse("7"),
    };

    [Fact]
    public async Task Create_New_IsStoredWithItsTimeToTheMicrosecond()
    {
        host.Time.Now = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_567);

        var info = await _grain.Create(Definition);

        Assert.Equal(Definition, info.Definition);
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_560), info.CreatedAt);
        Assert.Equal(info, await _grain.Get());
    }

    [Fact]
    public async Task Create_SameDefinitionLater_GivesTheFirstAnswerAndWritesNothing()
    {
        var first = await _grain.Create(Definition);
        host.Time.Now += TimeSpan.FromHours(1);
        var writes = host.Faults.Writes;

        Assert.Equal(first, await _grain.Create(Definition));
        Assert.Equal(writes, host.Faults.Writes);
    }

    [Fact]
    public async Task Create_OtherDefinition_IsRefusedAndTheFirstStays()
    {
        var first = await _grain.Create(Definition);

        var error = await Assert.ThrowsAsync<AlreadyExistsException>(
            () => _grain.Create(Definition with { AgentConfig = JsonText.Parse("""{"lr": 0.1}""") }));

        Assert.Equal(("simulation", first.Id), (error.Kind, error.ResourceId));
        Assert.Equal(first, await _grain.Get());
    }

    [Fact]
    public async Task Create_BrokenRule_IsRefusedByFieldAndNothingIsWritten()
    {
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => _grain.Create(Definition with { AgentType = "" }));

        Assert.Equal("agent_type", error.Field);
        Assert.Equal(writes, host.Faults.Writes);
        await Assert.ThrowsAsync<NotFoundException>(_grain.Get);
    }

    [Fact]
    public async Task Create_NullWhereNoneMayBe_IsRefusedByField()
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => _grain.Create(Definition with { AgentConfig = null! }));

        Assert.Equal("agent_config", error.Field);
    }

    [Fact]
    public async Task Get_NeverCreated_IsNotFoundWithItsId()
    {
        var error = await Assert.ThrowsAsync<NotFoundException>(host.Grains.GetSimulation("nothing-here").Get);

        Assert.Equal(("simulation", "nothing-here"), (error.Kind, error.ResourceId));
    }

    [Fact]
    public async Task Create_WriteThatFails_IsNoSuccessAndCanBeRepeated()
    {
        host.Faults.FailNextWrite(StorageFault.BeforeTheWrite);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => _grain.Create(Definition));

        await Assert.ThrowsAsync<NotFoundException>(_grain.Get);
        Assert.Equal(Definition, (await _grain.Create(Definition)).Definition);
    }

    [Fact]
    public async Task Create_WriteWhoseAnswerIsLost_GivesWhatWasStoredWhenRepeated()
    {
        var began = host.Time.Now;
        host.Faults.FailNextWrite(StorageFault.AfterTheWrite);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _grain.Create(Definition));
        host.Time.Now += TimeSpan.FromHours(1);

        var repeated = await _grain.Create(Definition);

        Assert.Equal(began, repeated.CreatedAt);
    }

    [Fact]
    public async Task Create_AnotherWriterFirst_IsStaleNamingBothVersionsAndCanBeRepeated()
    {
        host.Faults.FailNextWrite(StorageFault.Conflict);

        var error = await Assert.ThrowsAsync<StaleStateException>(() => _grain.Create(Definition));

        Assert.Equal(("1", "2"), (error.Expected, error.Actual));
        Assert.Equal(Definition, (await _grain.Create(Definition)).Definition);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("run:x")]
    [InlineData("sim:X")]
    public async Task Create_KeyThatIsNoSimulations_IsRefused(string key)
    {
        var writes = host.Faults.Writes;

        await Assert.ThrowsAsync<MalformedIdException>(() => host.Grains.GetGrain<ISimulationGrain>(key).Create(Definition));
        Assert.Equal(writes, host.Faults.Writes);
    }

    [Fact]
    public async Task Create_FromManyCallersAtOnce_MakesOne()
    {
        var infos = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _grain.Create(Definition)));

        Assert.Single(infos.Distinct());
    }
}
