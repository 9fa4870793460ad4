using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class FullDiskTests
{
    [SmallDiskFact]
    public async Task Supervise_DiskFillsUp_WritesAreRefusedReadsGoOnAndBothAfterRoomIsMade()
    {
        using var disk = SmallDisk.Mount();
        await using var server = await PrivateServer.AttachAsync(
            TestFolders.Options(disk.Folder), TimeProvider.System, NullLogger.Instance, default);
        server.Supervise();
        await using var source = NpgsqlDataSource.Create(server.Target.ConnectionString);
        await ExecuteAsync(source, "CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, text text)");
        await Eventually.HoldsAsync("writes pass", () => CanWriteAsync(source));

        disk.Fill();
        await Eventually.HoldsAsync("writes are refused", async () => !await CanWriteAsync(source));
        var before = await CountAsync(source);
        for (var i = 0; i < 200; i++)
        {
            Assert.False(await CanWriteAsync(source));
        }

        Assert.Equal(before, await CountAsync(source));
        disk.Free();
        await Eventually.HoldsAsync("writes pass again", () => CanWriteAsync(source));
        Assert.True(await CountAsync(source) > before);
    }

    private static async Task<bool> CanWriteAsync(NpgsqlDataSource source)
    {
        try
        {
            await ExecuteAsync(source, "INSERT INTO kept (text) VALUES (repeat('x', 10000))");
            return true;
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is StorageUnavailableException)
        {
            return false;
        }
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand("SELECT count(*) FROM kept");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
