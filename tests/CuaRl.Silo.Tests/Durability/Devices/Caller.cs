using System.Text;
using System.Text.Json;
using CuaRl.Adapters.Http;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>Calls a service that is killed again and again.</summary>
internal sealed class Caller(string service) : IDisposable
{
    private const int TooMany = 429;
    private const int BadGateway = 502;

    private readonly HttpClient _http = new(new ConnectionHandler(new SocketsHttpHandler())) { BaseAddress = new Uri(service), Timeout = Eventually.Patience };

    /// <summary>Once. Without an answer, nobody was there or the service was gone before it: whether it was done is unknown.</summary>
    public async Task<Answer> CallAsync(HttpMethod method, string path, string body = "{}")
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        try
        {
            using var answer = await _http.SendAsync(request);
            return new Answer((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return new Answer(0, error.Message);
        }
    }

    /// <summary>Until there is an answer that another call would not change: what is sent can be sent twice.</summary>
    public Task<Answer> RepeatAsync(string path, string body = "{}") => RepeatAsync(HttpMethod.Post, path, body);

    /// <inheritdoc cref="RepeatAsync(string, string)" />
    public Task<Answer> RepeatAsync(HttpMethod method, string path, string body = "{}") => Eventually.GivesAsync(
        $"{method} {path}", async () => await CallAsync(method, path, body) is { IsPassing: false } answer ? answer : null);

    public void Dispose() => _http.Dispose();

    /// <summary>What came of a call.</summary>
    /// <param name="Status">Of HTTP; 0 without an answer.</param>
    /// <param name="Body">JSON, or why there was none.</param>
    internal sealed record Answer(int Status, string Body)
    {
        public bool IsOk => Status is >= 200 and < 300;

        public bool IsPassing => Status is 0 or TooMany or BadGateway || Status >= 503;

        /// <summary>The provider wants to be asked for a box later.</summary>
        public bool IsOfBoxes => Status == 503
            && (Body.Contains("answered 429 to new ", StringComparison.Ordinal)
                || Body.Contains("asked for new android box, takes no more calls", StringComparison.Ordinal));

        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        /// <summary>Its JSON; a refusal fails the test.</summary>
        public JsonElement Require()
        {
            Assert.True(IsOk, ToString());
            return Json;
        }
    }
}
