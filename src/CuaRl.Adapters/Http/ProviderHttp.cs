namespace CuaRl.Adapters.Http;

/// <summary>Clients of services that others run.</summary>
internal static class ProviderHttp
{
    /// <summary>
    /// A client that goes nowhere but where it is sent: a redirect would carry its key to a host that nobody named, a cookie one
    /// caller's state to another. How long a call may take is its caller's to say.
    /// </summary>
    public static HttpClient Create(int maxAnswerBytes) => new(new ConnectionHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = maxAnswerBytes,
    };
}
