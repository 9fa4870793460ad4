using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Errors;

/// <summary>
/// The rules that our own triggers enforce: SQLSTATEs of class CU, raised by the SQL function <c>refuse</c>. The data is in
/// the hint, as a JSON array of texts: the driver keeps an error's detail to itself.
/// </summary>
internal static class RefusedRule
{
    /// <summary>The error of this service; null when it is no rule of ours.</summary>
    public static CuaRlException? Translate(PostgresException refused) =>
        refused.SqlState.StartsWith("CU", StringComparison.Ordinal)
            && JsonSerializer.Deserialize<string[]>(refused.Hint ?? "[]") is { } data
            ? (refused.SqlState, data) switch
            {
                ("CU001", [var kind, var id]) => new NotFoundException(kind, id),
                ("CU002", [var run]) => new RunPrunedException(run),
                ("CU003", [var run, var expected, var actual]) => new StaleHeadException(run, Step(expected), Step(actual)),
                ("CU004", [var run, .. var neededBy]) => new RunNeededException(run, [.. neededBy]),
                ("CU005", [var field, var rule]) => new InvalidRequestException(field, rule),
                ("CU006", [var kind, var id]) => new AlreadyExistsException(kind, id),
                _ => null,
            }
            : null;

    private static long Step(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
