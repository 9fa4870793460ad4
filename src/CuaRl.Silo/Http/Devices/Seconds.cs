using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>Time spans as bodies write them: seconds.</summary>
internal static class Seconds
{
    /// <summary>Far beyond any rule, and what a time span can hold.</summary>
    private const double Most = 1e9;

    public static TimeSpan? Of(JsonPart body, string field)
    {
        if (body.OptionalNumber(field) is not { } seconds)
        {
            return null;
        }

        if (Math.Abs(seconds) <= Most)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        body.Reject(field, "Input must be a number of seconds that can pass");
        return null;
    }
}
