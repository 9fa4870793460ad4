using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>A data source that works only while its gate is open: what grain storage is given, on either engine.</summary>
/// <remarks>Creating a closed connection passes, since Orleans does so at start to check the provider's types.</remarks>
internal sealed class GatedDataSource(NpgsqlDataSource inner, WriteGate gate) : DbDataSource
{
    [AllowNull]
    public override string ConnectionString => inner.ConnectionString;

    protected override DbConnection CreateDbConnection() => inner.CreateConnection();

    protected override DbConnection OpenDbConnection()
    {
        gate.ThrowIfClosed();
        return inner.OpenConnection();
    }

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default)
    {
        gate.ThrowIfClosed();
        return await inner.OpenConnectionAsync(cancellationToken);
    }

    protected override DbCommand CreateDbCommand(string? commandText = null)
    {
        gate.ThrowIfClosed();
        return inner.CreateCommand(commandText);
    }
}
