using System.Text.Json;
using CuaRl.Core.Status;

namespace CuaRl.Grains.Checks;

/// <summary>How a status that may not follow another becomes an error.</summary>
internal static class Transitions
{
    /// <exception cref="InvalidTransitionException">The table does not hold it.</exception>
    public static void Check<TStatus>(this StatusMachine<TStatus> machine, string kind, string id, TStatus from, TStatus to)
        where TStatus : struct, Enum
    {
        if (!machine.Allows(from, to))
        {
            throw Refused(kind, id, from, to);
        }
    }

    public static InvalidTransitionException Refused<TStatus>(string kind, string id, TStatus from, TStatus to)
        where TStatus : struct, Enum => new(kind, id, Name(from), Name(to));

    /// <summary>A status as it is stored, such as <c>env_creation</c>.</summary>
    public static string Name<TStatus>(TStatus status)
        where TStatus : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
