using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Orleans.Storage;

internal static class AdoNetRows
{
    public static void Add(this DbCommand command, string name, DbType type, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
    }

    public static byte[]? Bytes(this DbDataReader row, string column)
    {
        var ordinal = row.GetOrdinal(column);
        return row.IsDBNull(ordinal) ? null : row.GetFieldValue<byte[]>(ordinal);
    }

    /// <summary>An integer of any width, as the text that serves as ETag.</summary>
    public static string? Number(this DbDataReader row, string column)
    {
        var value = row.GetValue(row.GetOrdinal(column));
        return value is DBNull
            ? null
            : Convert.ToInt32(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }

    public static string? First(this DbDataReader row) => Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture);
}
