namespace CuaRl.Grains.Checks;

/// <summary>What may be missing.</summary>
internal static class Found
{
    /// <summary>What a grain tells of its record; null when it has none.</summary>
    public static async Task<T?> OrNullAsync<T>(this Task<T> told)
        where T : class
    {
        try
        {
            return await told;
        }
        catch (NotFoundException)
        {
            return null;
        }
    }
}
