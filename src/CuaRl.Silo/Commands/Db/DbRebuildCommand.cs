using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db rebuild</c>: writes the read tables anew from the records, which are the truth.</summary>
internal static class DbRebuildCommand
{
    public static Command Create() => DbCommand.OnStore(
        "rebuild", "Write the read tables anew from the stored records; the service may run meanwhile.", migrate: true,
        "cuarl db rebuild",
        async (_, store, output, cancellationToken) =>
        {
            foreach (var (table, rows) in await new ReadModelTables(store.Sources).RebuildAsync(cancellationToken))
            {
                await output.WriteLineAsync($"{table}: {rows} rows written");
            }

            return CommandLine.Ok;
        });
}
