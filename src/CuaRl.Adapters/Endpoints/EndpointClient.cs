using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CuaRl.Adapters.Http;

namespace CuaRl.Adapters.Endpoints;

/// <summary>Asks endpoints: JSON there, a JSON object back, within their time.</summary>
/// <remarks>What it says of failures names the host only: headers, paths and bodies may hold secrets.</remarks>
internal sealed class EndpointClient(TimeProvider time) : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly HttpClient _client = ProviderHttp.Create(MaxAnswerBytes);

    /// <exception cref="EndpointFailedException">It gave no JSON object in time.</exception>
    public async Task<JsonElement> AskAsync(JudgeEndpoint endpoint, byte[] question, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(endpoint.TimeLimit, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            return await AskOnceAsync(endpoint, question, limit.Token);
        }
        catch (OperationCanceledException error) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seconds = endpoint.TimeLimit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            throw new EndpointFailedException($"{endpoint.Host} did not answer within {seconds} s", error, mayPass: true);
        }
        catch (HttpRequestException error) when (error.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new EndpointFailedException($"{endpoint.Host} answered with more than {MaxAnswerBytes} bytes", error);
        }
        catch (HttpRequestException error)
        {
            throw new EndpointFailedException($"{endpoint.Host} could not be asked: {error.HttpRequestError}", error, mayPass: true);
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonElement> AskOnceAsync(JudgeEndpoint endpoint, byte[] question, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url)
        {
            Content = new ByteArrayContent(question) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        foreach (var (name, value) in endpoint.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _client.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            var status = (int)answer.StatusCode;
            throw new EndpointFailedException($"{endpoint.Host} answered {status}", mayPass: status is 408 or 429 or >= 500);
        }

        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw new EndpointFailedException($"{endpoint.Host} answered with no JSON object");
        }
        catch (JsonException error)
        {
            throw new EndpointFailedException($"{endpoint.Host} answered with no JSON", error);
        }
    }
}
