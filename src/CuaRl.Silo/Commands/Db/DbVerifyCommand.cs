using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db verify</c>: whether the tables that triggers write are what the records say, and whole.</summary>
internal static class DbVerifyCommand
{
    public static Command Create() => DbCommand.OnStore(
        "verify", "Compare the read tables with the stored records, both ways, and look for parts without a whole; fails on either.", migrate: false,
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

            var orphans = await new OrphanSearch(store.Sources).FindAsync(cancellationToken);
            foreach (var some in orphans)
            {
                await output.WriteLineAsync($"{some.Rows} {some.What}: {string.Join(", ", some.Examples)}");
            }

            return orphans.Count == 0 && tables.All(table => table.IsEqual) ? CommandLine.Ok : CommandLine.Failed;
        });
}
