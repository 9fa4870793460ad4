using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db verify</c>: whether the tables that triggers write are what the records say.</summary>
internal static class DbVerifyCommand
{
    public static Command Create() => DbCommand.OnStore(
        "verify", "Compare the read tables with the stored records, both ways; fails when they differ.", migrate: false,
        "cuarl db verify || cuarl db rebuild",
        async (_, store, output, cancellationToken) =>
        {
            if (store.Migrations.Applied.Count == 0)
            {
                throw new CommandFailedException($"{store.Target.Display} has none of the service's tables: cuarl db migrate");
            }

            var tables = await new ReadModelTables(store.Sources).VerifyAsync(cancellationToken);
            foreach (var table in tables)
            {
                await output.WriteLineAsync(table.IsEqual
                    ? $"{table.Table}: {table.Rows} rows, as the records say"
                    : $"{table.Table}: {table.Rows} rows, {table.Missing} missing, {table.Foreign} that should not be there");
                foreach (var row in table.Examples)
                {
                    await output.WriteLineAsync($"  {row}");
                }
            }

            return tables.All(table => table.IsEqual) ? CommandLine.Ok : CommandLine.Failed;
        });
}
