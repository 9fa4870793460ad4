using CuaRl.Silo.Hosting.Devices;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Hosting.Devices;

public sealed class PoolKeeperTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly ScriptedPools _pools = new();
    private readonly StoppedTime _time = new();
    private readonly PoolKeeper _keeper;

    public PoolKeeperTests() => _keeper = new PoolKeeper(_pools.Grains, _time, NullLogger<PoolKeeper>.Instance);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _keeper.StopAsync(CancellationToken.None);

    public void Dispose() => _keeper.Dispose();

    [Fact]
    public async Task Start_WakesEveryPoolThatIsListed()
    {
        _pools.List = () => ["a", "b"];

        await RoundAsync();

        Assert.Equal(["a", "b"], _pools.Woken);
    }

    [Fact]
    public async Task Round_ComesAgainAfterAWhileAndWakesWhatIsListedThen()
    {
        _pools.List = () => ["a"];
        await RoundAsync();
        _pools.List = () => ["a", "b"];

        _time.Advance(Interval - TimeSpan.FromTicks(1));
        Assert.Equal(["a"], _pools.Woken);
        await RoundAsync(TimeSpan.FromTicks(1));

        Assert.Equal(["a", "a", "b"], _pools.Woken);
    }

    [Fact]
    public async Task Pool_ThatCannotBeWoken_KeepsTheOthersFromNothing()
    {
        _pools.List = () => ["a", "b", "c", "d", "e"];
        _pools.Trouble = name => name switch
        {
            "a" => new NotFoundException("device pool", "a"),
            "b" => new DeviceUnavailableException("scripted", "it is away"),
            "c" => new TimeoutException("no answer"),
            "d" => new InvalidOperationException("a mistake of ours"),
            _ => null,
        };

        await RoundAsync();
        await RoundAsync(Interval);

        Assert.Equal(["a", "b", "c", "d", "e", "a", "b", "c", "d", "e"], _pools.Woken);
    }

    [Fact]
    public async Task List_ThatFails_IsAskedForAgainInTheNextRound()
    {
        _pools.List = () => throw new StorageUnavailableException("it is away");
        await RoundAsync();
        Assert.Empty(_pools.Woken);
        _pools.List = () => ["a"];

        await RoundAsync(Interval);

        Assert.Equal(["a"], _pools.Woken);
    }

    [Fact]
    public async Task Stop_BetweenRounds_EndsAtOnce()
    {
        await RoundAsync();

        await _keeper.StopAsync(CancellationToken.None);

        Assert.True(_keeper.ExecuteTask!.IsCompleted);
        Assert.Equal(0, _time.Waiting);
    }

    /// <summary>Lets a round begin, and waits for its end: the keeper waits for the next one.</summary>
    private async Task RoundAsync(TimeSpan? after = null)
    {
        if (after is { } passed)
        {
            _time.Advance(passed);
        }
        else
        {
            await _keeper.StartAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync("the round is over", () => Task.FromResult(_time.Waiting == 1));
    }
}
