using System.CommandLine;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db migrate</c>: what <c>cuarl up</c> does to the tables, and nothing more.</summary>
internal static class DbMigrateCommand
{
    public static Command Create() => DbCommand.OnStore(
        "migrate", "Bring the tables to this build's version.", migrate: true, "cuarl db migrate",
        async (_, store, output, _) =>
        {
            await output.WriteLineAsync(
                $"{store.Target.Display} has all {store.Migrations.Applied.Count} migrations, up to {store.Migrations.Applied[^1].Name}");
            return CommandLine.Ok;
        });
}
