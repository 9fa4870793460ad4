using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Service.States;

public sealed class StoppedStreamTests : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();

    [PostgresFact]
    public async Task Terminate_WhileAStreamIsOpen_EndsItInGoodOrder()
    {
        await using var service = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("service"), ServiceProcess.Up("--database", DatabaseUrl.From(_database.ConnectionString))));
        var run = await service.Http.CreateRunAsync();
        using var stream = await StateStream.OpenAsync(service.Http, run);
        await stream.SendAsync("{\"observation\":1}\n");
        Assert.Equal(0, (await stream.ReadAsync())!.Value.Number("step"));

        var exit = service.TerminateAsync();
        var last = Assert.Single(await stream.ReadAllAsync());

        Assert.Equal((2, 0), (last.Number("line"), last.Number("head")));
        Assert.Equal("urn:cuarl:problem:stopping", last.GetProperty("error").Text("type"));
        Assert.True(last.GetProperty("error").GetProperty("is_transient").GetBoolean());
        Assert.Equal(0, await exit);
    }

    public Task InitializeAsync() => PostgresPrerequisite.MissingReason is null ? _database.InitializeAsync() : Task.CompletedTask;

    public Task DisposeAsync() => _database.DisposeAsync();
}
