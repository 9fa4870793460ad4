using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Typed parameters, by position; a null keeps its type.</summary>
internal static class Parameters
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return parameters;
    }

    /// <summary>Binary, since the driver would read a default instant as minus infinity, and cursors must be exact.</summary>
    /// <param name="parameters">Where to add it.</param>
    /// <param name="microseconds">As the server counts: from 2000 on; the least number is minus infinity.</param>
    public static NpgsqlParameterCollection WithInstant(this NpgsqlParameterCollection parameters, long microseconds)
    {
        parameters.Add(new NpgsqlParameter<long> { TypedValue = microseconds, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return parameters;
    }

    /// <summary>Nothing for all simulations.</summary>
    public static NpgsqlParameterCollection OfSimulation(this NpgsqlParameterCollection parameters, string? simulationId) =>
        simulationId is null ? parameters : parameters.With(simulationId);

    public static string? Text(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static JsonText? Json(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : JsonText.FromUtf8(reader.GetFieldValue<byte[]>(column));
}
