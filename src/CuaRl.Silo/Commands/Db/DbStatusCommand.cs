using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db status</c>: the server and the migrations; changes nothing.</summary>
internal static class DbStatusCommand
{
    public static Command Create() => DbCommand.OnStore(
        "status", "Show the server and which migrations it has; fails when some are missing.", migrate: false, "cuarl db status",
        async (_, store, output, _) =>
        {
            await output.WriteLineAsync($"{store.Target.Display}: {store.Facts}");
            if (store.PrivateDirectory is { } directory)
            {
                await output.WriteLineAsync($"data in {directory}");
            }

            foreach (var warning in store.Facts.Warnings)
            {
                await output.WriteLineAsync($"warning: {warning}");
            }

            var table = Terminal.Table("migration", "applied (UTC)");
            foreach (var script in store.Migrations.Applied)
            {
                table.AddRow(Terminal.Plain(script.Name), Terminal.Plain($"{script.AppliedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}"));
            }

            foreach (var name in store.Migrations.Pending)
            {
                table.AddRow(Terminal.Plain(name), Terminal.Plain("missing"));
            }

            Terminal.On(output).Write(table);
            return store.Migrations.Pending.Count == 0 ? CommandLine.Ok : CommandLine.Failed;
        });
}
