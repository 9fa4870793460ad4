using System.CommandLine;
using CuaRl.Adapters.Postgres.Maintenance;

namespace CuaRl.Silo.Commands.Db;

/// <summary><c>cuarl db clear</c>: removes all data.</summary>
internal static class DbClearCommand
{
    public static Command Create()
    {
        var consent = new Consent();
        var command = DbCommand.OnStore(
            "clear", "Remove all data and keep the tables; no service may be running.", migrate: true, "cuarl db clear --yes",
            async (parsed, store, output, cancellationToken) =>
            {
                var content = new DatabaseContent(store.Sources);
                var names = string.Join(", ", await content.ListAsync(cancellationToken));
                await consent.RequireAsync(parsed, $"All rows of {names} in {store.Target.Display} will be gone.");
                var tables = await content.ClearAsync(cancellationToken);
                await output.WriteLineAsync($"emptied {string.Join(", ", tables)}");
                return CommandLine.Ok;
            });
        consent.AddTo(command);
        return command;
    }
}
