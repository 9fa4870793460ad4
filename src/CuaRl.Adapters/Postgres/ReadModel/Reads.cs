using CuaRl.Adapters.Postgres.Errors;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Single reading statements, repeated over a short outage, with the errors of this service.</summary>
internal sealed class Reads(NpgsqlDataSource source, TimeProvider time)
{
    private readonly ReadRetry _retry = new(time);

    /// <summary>Runs a statement and hands its rows over; each try starts anew.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="bind">Adds its parameters.</param>
    /// <param name="read">Reads the rows into an answer.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<T> RunAsync<T>(
        string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.RunAsync(
                async token =>
                {
                    await using var command = source.CreateCommand(sql);
                    bind(command.Parameters);
                    await using var reader = await command.ExecuteReaderAsync(token);
                    return await read(reader, token);
                },
                cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is { } known)
        {
            throw known;
        }
    }

    /// <summary>As above, with one item a row.</summary>
    public Task<List<T>> ListAsync<T>(
        string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> item,
        CancellationToken cancellationToken) =>
        RunAsync(
            sql, bind,
            async (reader, token) =>
            {
                List<T> items = [];
                while (await reader.ReadAsync(token))
                {
                    items.Add(item(reader));
                }

                return items;
            },
            cancellationToken);
}
