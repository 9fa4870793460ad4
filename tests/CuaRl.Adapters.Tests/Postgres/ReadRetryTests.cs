using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class ReadRetryTests
{
    private readonly StoppedTime _time = new();
    private int _tries;

    [Fact]
    public async Task Run_ServerIsBackAfterAMoment_GivesTheAnswer()
    {
        var running = Run(_ => _tries++ == 0 ? throw Refused(PostgresErrorCodes.CannotConnectNow) : Task.FromResult(_tries));
        _time.Advance(TimeSpan.FromMilliseconds(50));

        Assert.Equal(2, await running);
    }

    [Theory]
    [InlineData(PostgresErrorCodes.InvalidPassword)]
    [InlineData(PostgresErrorCodes.InvalidCatalogName)]
    [InlineData(PostgresErrorCodes.DiskFull)]
    [InlineData(PostgresErrorCodes.UndefinedTable)]
    public async Task Run_WhatDoesNotPassByItself_IsTriedOnce(string state)
    {
        await Assert.ThrowsAsync<PostgresException>(() => Run(_ =>
        {
            _tries++;
            throw Refused(state);
        }));

        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task Run_EveryTryIsSlow_AllTogetherEndAfter20Seconds()
    {
        var running = Run(async token =>
        {
            _tries++;
            try
            {
                await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(15), _time, token);
            }
            catch (TimeoutException)
            {
                throw Refused(PostgresErrorCodes.QueryCanceled);
            }

            return 0;
        });

        _time.Advance(TimeSpan.FromSeconds(15));
        await Eventually.HoldsAsync("it pauses", () => Task.FromResult(_time.Waiting == 2));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        await Eventually.HoldsAsync("it tries again", () => Task.FromResult(_tries == 2));
        _time.Advance(TimeSpan.FromSeconds(5));

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => running.WaitAsync(Eventually.Patience));
        Assert.Contains("in time", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, _tries);
    }

    private Task<int> Run(Func<CancellationToken, Task<int>> read) => new ReadRetry(_time).RunAsync(read, default);

    private static PostgresException Refused(string state) => new("refused", "ERROR", "ERROR", state);
}
