using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db backup FILE</c>.</summary>
internal static class DbBackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The zip file to write; it must not exist" };
        var command = DbCommand.OnStore(
            "backup", "Write a consistent snapshot to a file; the service may run meanwhile.", migrate: false,
            "cuarl db backup monday.zip",
            async (parsed, store, output, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                var tables = await new DatabaseBackup(store.Sources, TimeProvider.System, NullLoggerFactory.Instance)
                    .BackupAsync(path, cancellationToken);
                await output.WriteLineAsync($"wrote {tables} tables, {new FileInfo(path).Length} bytes, to {path}");
                return CommandLine.Ok;
            });
        command.Arguments.Add(file);
        return command;
    }
}
