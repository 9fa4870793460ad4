namespace CuaRl.Silo.Http;

/// <summary>What one request may cost.</summary>
internal static class ServerLimits
{
    /// <summary>The largest request body, in bytes: the fields of a simulation at their own limits fit.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>The largest request body that is read to its end, in bytes, only to say that it is too large.</summary>
    public const int MaxReadBytes = 64 * 1024 * 1024;

    /// <summary>The largest body that holds a turn, in bytes: two pictures in base64 and the largest state fit.</summary>
    public const int MaxTurnBytes = 60 * 1024 * 1024;

    /// <summary>The largest body, or line of a stream, that holds states, in bytes.</summary>
    public const int MaxStateBytes = 16 * 1024 * 1024;
}
