using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class PrivateServerTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("private");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [PostgresTheory]
    [InlineData("plain")]
    [InlineData("with spaces and 'quotes' \"too\" é")]
    [InlineData("200")]
    public async Task Attach_ToAnyPath_GivesAServerBehindASocketOfItsOwn(string name)
    {
        var data = name == "200"
            ? Path.Combine(_folder, new string('x', 100), new string('y', 200 - _folder.Length - 102))
            : Path.Combine(_folder, name);
        await using var server = await AttachAsync(data);
        var parts = new NpgsqlConnectionStringBuilder(server.Target.ConnectionString);

        Assert.Equal(data, server.Directory[..data.Length]);
        Assert.True(parts.Host!.Length <= 86, parts.Host);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(parts.Host));
        Assert.Equal("on|UTF8|C|on|", await ScalarAsync(
            server,
            """
            SELECT concat_ws('|', current_setting('fsync'), current_setting('server_encoding'),
                (SELECT datcollate FROM pg_database WHERE datname = current_database()),
                current_setting('data_checksums'), current_setting('listen_addresses'))
            """));
    }

    [PostgresFact]
    public async Task Attach_WithoutThePassword_IsRefusedByTheServer()
    {
        await using var server = await AttachAsync(_folder);
        var wrong = new NpgsqlConnectionStringBuilder(server.Target.ConnectionString) { Password = "guess", Pooling = false };

        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var error = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, error.SqlState);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_folder, "postgres", "password")));
    }

    [PostgresFact]
    public async Task Attach_SeveralAtOnce_UseOneServerAndTheLastStopsIt()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AttachAsync(_folder))));
        var pid = users[0].ProcessId;

        Assert.All(users, user => Assert.Equal(pid, user.ProcessId));
        foreach (var user in users.Skip(1))
        {
            await user.DisposeAsync();
            Assert.Equal(pid, users[0].ProcessId);
        }

        await users[0].DisposeAsync();
        Assert.Null(users[0].ProcessId);
    }

    [PostgresFact]
    public async Task Stop_InUse_IsRefusedNamingTheUser_AndStopsAnOrphan()
    {
        var server = await AttachAsync(_folder);

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => StopAsync(_folder));
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);

        // A user that was killed leaves its line and the server behind.
        await File.WriteAllTextAsync(Path.Combine(_folder, "postgres", "owners"), "2147483645 1\nnonsense\n");
        Assert.True(await StopAsync(_folder));
        Assert.False(await StopAsync(_folder));
        await server.DisposeAsync();
    }

    [PostgresFact]
    public async Task Attach_AfterItsUserWasKilled_AdoptsTheRunningServer()
    {
        var first = await AttachAsync(_folder);
        var pid = first.ProcessId;
        await File.WriteAllTextAsync(Path.Combine(_folder, "postgres", "owners"), $"{Environment.ProcessId} 1\n");

        var second = await AttachAsync(_folder);

        Assert.Equal(pid, second.ProcessId);
        await second.DisposeAsync();
        Assert.Null(second.ProcessId);
        await first.DisposeAsync();
    }

    [PostgresFact]
    public async Task Attach_AfterTheServerWasKilled_StartsItWithItsData()
    {
        var server = await AttachAsync(_folder);
        await ScalarAsync(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessSignals.Send(server.ProcessId!.Value, Signal.Kill);
        await Eventually.HoldsAsync("the server is gone", () => Task.FromResult(server.ProcessId is null));

        await using var next = await AttachAsync(_folder);

        Assert.Equal(42, await ScalarAsync(next, "SELECT answer FROM kept"));
        await server.DisposeAsync();
    }

    [PostgresFact]
    public async Task Attach_StaleFileNamesALiveProcess_StartsAllTheSame()
    {
        await (await AttachAsync(_folder)).DisposeAsync();
        // As after a reboot, when the server's old number belongs to something else.
        var stale = Path.Combine(_folder, "postgres", "data", "postmaster.pid");
        await File.WriteAllTextAsync(stale, $"{Environment.ProcessId}\n{_folder}/postgres/data\n1\n5432\n/nowhere\n\n  1  1\nready\n");

        await using var server = await AttachAsync(_folder);

        Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Supervise_ServerKilled_ComesBackByItself()
    {
        await using var server = await AttachAsync(_folder);
        server.Supervise();
        var pid = server.ProcessId;

        ProcessSignals.Send(pid!.Value, Signal.Kill);

        await Eventually.HoldsAsync("another process serves", () => Task.FromResult(server.ProcessId is { } now && now != pid));
        await Eventually.HoldsAsync("it answers", async () => await TryScalarAsync(server) is 1);
    }

    [PostgresFact]
    public async Task Attach_InterruptedInitialization_StartsOver()
    {
        var unfinished = Path.Combine(_folder, "postgres", "data.new");
        Directory.CreateDirectory(unfinished);
        await File.WriteAllTextAsync(Path.Combine(unfinished, "PG_VERSION"), "half");

        await using var server = await AttachAsync(_folder);

        Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Attach_DataOfAnotherMajorVersion_IsRefusedWithTheUpgrade()
    {
        var data = Path.Combine(_folder, "postgres", "data");
        Directory.CreateDirectory(data);
        await File.WriteAllTextAsync(Path.Combine(data, "PG_VERSION"), "9\n");

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => AttachAsync(_folder));

        Assert.Contains("PostgreSQL 9", error.Message, StringComparison.Ordinal);
        Assert.Contains("pg_upgrade", error.Message, StringComparison.Ordinal);
        Assert.Contains(data, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_OnlyOldPrograms_IsRefusedNamingTheVersion()
    {
        var options = new PrivateServerOptions
        {
            DataDirectory = _folder,
            Binaries = new FixedBinaries(new PostgresBinaries("/opt/old", 14)),
        };

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => AttachAsync(options));

        Assert.Contains("/opt/old is version 14", error.Message, StringComparison.Ordinal);
        Assert.Contains("PostgreSQL 15 or newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attach_DataDirectoryCannotBeWritten_IsOneClearLine()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => AttachAsync(Path.Combine(file, "data")));

        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Contains("--data", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [PostgresFact]
    public async Task Attach_FailsAfterTheStart_StopsTheServerAndIsOneClearLine()
    {
        await (await AttachAsync(_folder)).DisposeAsync();
        var password = Path.Combine(_folder, "postgres", "password");
        File.Delete(password);

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => AttachAsync(_folder));

        Assert.Contains(password, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.False(await StopAsync(_folder));
    }

    [RootFact]
    public async Task Attach_AsRoot_DropsToAnAccountThatIsNot()
    {
        await using var server = await AttachAsync(_folder);

        var owner = File.ReadLines($"/proc/{server.ProcessId}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.DoesNotContain("\t0\t", owner, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Attach_AsRootToAClosedFolder_KeepsTheDataWhereTheAccountReachesIt()
    {
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = await AttachAsync(Path.Combine(_folder, "closed"));
        try
        {
            Assert.StartsWith("/var/lib/cuarl/closed-", server.Directory, StringComparison.Ordinal);
            Assert.Equal(1, await ScalarAsync(server, "SELECT 1"));
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(server.Directory))!, recursive: true);
        }
    }

    private static Task<PrivateServer> AttachAsync(string data) => AttachAsync(TestFolders.Options(data));

    private static Task<PrivateServer> AttachAsync(PrivateServerOptions options) =>
        PrivateServer.AttachAsync(options, TimeProvider.System, NullLogger.Instance, default);

    private static Task<bool> StopAsync(string data) =>
        PrivateServer.StopAsync(TestFolders.Options(data), TimeProvider.System, NullLogger.Instance, default);

    private static async Task<object?> ScalarAsync(PrivateServer server, string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(server.Target.ConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(unpooled.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<object?> TryScalarAsync(PrivateServer server)
    {
        try
        {
            return await ScalarAsync(server, "SELECT 1");
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    /// <summary>What only root meets: skipped, with the reason, for anybody else.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class RootFactAttribute : FactAttribute
    {
        public RootFactAttribute() => Skip = PostgresPrerequisite.MissingReason
            ?? (Environment.IsPrivilegedProcess ? null : "only root drops to another account");
    }

    private sealed class FixedBinaries(PostgresBinaries found) : IBinarySearch
    {
        public async IAsyncEnumerable<PostgresBinaries> FindAsync(
            ServerAccount account, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            yield return found;
        }
    }
}
