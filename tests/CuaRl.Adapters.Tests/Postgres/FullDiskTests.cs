using System.Diagnostics;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class FullDiskTests
{
    private const long Mebibyte = 1024 * 1024;

    [SmallDiskFact]
    public async Task Supervise_DiskFillsUp_WritesAreRefusedReadsGoOnAndBothAfterRoomIsMade()
    {
        var folder = TestFolders.Create("small");
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", folder);
        try
        {
            await using (var server = await PrivateServer.AttachAsync(
                TestFolders.Options(folder), TimeProvider.System, NullLogger.Instance, default))
            {
                server.Supervise();
                await using var source = NpgsqlDataSource.Create(server.Target.ConnectionString);
                await ExecuteAsync(source, "CREATE TABLE kept (id bigint GENERATED ALWAYS AS IDENTITY, text text)");
                await Eventually.HoldsAsync("writes pass", () => CanWriteAsync(source));

                // Everything but a crumb is taken from outside, at once.
                var filler = Path.Combine(folder, "filler");
                await RunAsync("fallocate", "-l", $"{new DriveInfo(folder).AvailableFreeSpace - Mebibyte}", filler);
                await Eventually.HoldsAsync("writes are refused", async () => !await CanWriteAsync(source));
                var before = await CountAsync(source);
                for (var i = 0; i < 200; i++)
                {
                    Assert.False(await CanWriteAsync(source));
                }

                Assert.Equal(before, await CountAsync(source));
                File.Delete(filler);
                await Eventually.HoldsAsync("writes pass again", () => CanWriteAsync(source));
                Assert.True(await CountAsync(source) > before);
            }
        }
        finally
        {
            await RunAsync("umount", folder);
        }
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

    private static Task<string> RunAsync(string program, params string[] arguments) =>
        Tool.RunAsync(new ProcessStartInfo(program, arguments), default);

    /// <summary>Needs a file system of its own, which only root can mount.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class SmallDiskFactAttribute : FactAttribute
    {
        public SmallDiskFactAttribute() => Skip = PostgresPrerequisite.MissingReason
            ?? (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null : "needs root on Linux, to mount a small disk");
    }
}
