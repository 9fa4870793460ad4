using System.Net.Sockets;
using CuaRl.Adapters.Http;

namespace CuaRl.Adapters.Tests.Http;

public sealed class ConnectionHandlerTests
{
    [Fact]
    public async Task Send_ToAPeerThatIsGoneAtOnce_IsAnErrorOfTheConnection()
    {
        using var client = new HttpClient(new ConnectionHandler(new GonePeer()));

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri("http://peer.test")));

        Assert.Equal(HttpRequestError.ConnectionError, error.HttpRequestError);
    }

    private sealed class GonePeer : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
