using System.CommandLine;
using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Silo.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Commands.Db;

/// <summary>Which database a command is about: the one that <c>cuarl up</c> with the same options would use.</summary>
internal sealed class DbOptions
{
    private readonly ServiceOptions _service = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_service.Data);
        command.Options.Add(_service.Database);
    }

    public string DataDirectory(ParseResult parsed) => Path.GetFullPath(
        parsed.GetValue(_service.Data)
        ?? (Environment.GetEnvironmentVariable(ServiceSettings.DataVariable) is { Length: > 0 } set ? set : null)
        ?? ServiceSettings.DefaultDataDirectory());

    public DatabaseTarget? Database(ParseResult parsed) =>
        DatabaseSettings.Find(parsed.GetValue(_service.Database), Environment.GetEnvironmentVariable);

    /// <summary>Opens it under the command's name.</summary>
    public Task<PostgresStore> OpenAsync(ParseResult parsed, bool migrate, CancellationToken cancellationToken) =>
        PostgresStore.OpenAsync(
            new PostgresOptions
            {
                Database = Database(parsed),
                DataDirectory = DataDirectory(parsed),
                Purpose = $"db {parsed.CommandResult.Command.Name}",
                Migrate = migrate,
                Supervise = false,
            },
            TimeProvider.System, NullLoggerFactory.Instance, cancellationToken);
}
