namespace CuaRl.Grains.Checks;

/// <summary>How a rule of Core that is broken becomes an error that names the field.</summary>
internal static class Rule
{
    public static void Keep(string field, string? broken)
    {
        if (broken is not null)
        {
            throw new InvalidRequestException(field, broken);
        }
    }
}
