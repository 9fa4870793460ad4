using System.Net.Sockets;

namespace CuaRl.Adapters.Http;

/// <summary>
/// Tells of every connection that fails by an <see cref="HttpRequestException"/>. By itself the client throws a bare <see
/// cref="SocketException"/> when the peer is gone between the connection and the first look at it.
/// </summary>
public sealed class ConnectionHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException error)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, error.Message, error);
        }
    }
}
