namespace CuaRl.Silo.Http.Monitor;

/// <summary>What the original monitor refuses, in its words.</summary>
internal sealed class MonitorRefusedException : Exception
{
    private MonitorRefusedException(int statusCode, string message)
        : base(message) => StatusCode = statusCode;

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    public static MonitorRefusedException Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    public static MonitorRefusedException Missing(string message) => new(StatusCodes.Status404NotFound, message);
}
