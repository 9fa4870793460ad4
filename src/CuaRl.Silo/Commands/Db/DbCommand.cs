using System.CommandLine;
using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Errors;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db ...</c>: looks after the database.</summary>
internal static class DbCommand
{
    public static Command Create() => new CliCommand(
        "db",
        "Look after the database: its tables, backups, and the private server.",
        "cuarl db status",
        "cuarl db backup monday.zip",
        "cuarl db restore monday.zip --data ./elsewhere",
        "cuarl db verify --database postgres://me@db/rl")
    {
        DbMigrateCommand.Create(),
        DbStatusCommand.Create(),
        DbVerifyCommand.Create(),
        DbRebuildCommand.Create(),
        DbClearCommand.Create(),
        DbBackupCommand.Create(),
        DbRestoreCommand.Create(),
        DbStopCommand.Create(),
    };

    /// <summary>A command on the open database.</summary>
    public static CliCommand OnStore(
        string name, string description, bool migrate, string example,
        Func<ParseResult, PostgresStore, TextWriter, CancellationToken, Task<int>> run)
    {
        var options = new DbOptions();
        var command = new CliCommand(name, description, example);
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var store = await options.OpenAsync(parsed, migrate, cancellationToken);
            try
            {
                return await run(parsed, store, parsed.InvocationConfiguration.Output, cancellationToken);
            }
            catch (Exception error) when (error is not CuaRlException && PostgresErrors.Translate(error) is { } known)
            {
                var cause = known switch
                {
                    StorageUnavailableException away => away.Cause,
                    StorageRefusedException refused => $"{refused.Cause} ({refused.Code})",
                    _ => known.Message,
                };
                throw new CommandFailedException($"{store.Target.Display}: {cause}", error);
            }
        });
        return command;
    }
}
