using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db restore FILE</c>.</summary>
internal static class DbRestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A file that cuarl db backup wrote" };
        var consent = new Consent();
        var command = DbCommand.OnStore(
            "restore", "Replace all data by that of a backup; no service may be running.", migrate: false,
            "cuarl db restore monday.zip --yes",
            async (parsed, store, output, cancellationToken) =>
            {
                var path = Path.GetFullPath(parsed.GetRequiredValue(file));
                if (store.Migrations.Applied.Count > 0)
                {
                    var names = string.Join(", ", await new DatabaseContent(store.Sources).ListAsync(cancellationToken));
                    await consent.RequireAsync(
                        parsed, $"All rows of {names} in {store.Target.Display} will be replaced by those of {path}.");
                }

                await new DatabaseBackup(store.Sources, TimeProvider.System, NullLoggerFactory.Instance)
                    .RestoreAsync(path, cancellationToken);
                await output.WriteLineAsync($"restored {path} into {store.Target.Display}");
                return CommandLine.Ok;
            });
        command.Arguments.Add(file);
        consent.AddTo(command);
        return command;
    }
}
