using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using CuaRl.Adapters.Http;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Commands.Client;

/// <summary>Talks to a running service and turns each refusal into one line.</summary>
internal sealed class ServiceClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;

    public ServiceClient(Uri address, string? apiKey)
    {
        _http = new HttpClient(new ConnectionHandler(new SocketsHttpHandler())) { BaseAddress = address, Timeout = Patience };
        if (!string.IsNullOrWhiteSpace(apiKey))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", apiKey.Trim());
        }
    }

    public async Task<byte[]> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, cancellationToken);
    }

    /// <summary>As <see cref="GetAsync"/>; null when there is no such thing.</summary>
    public async Task<byte[]?> FindAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ReachAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode == HttpStatusCode.NotFound ? null
            : response.IsSuccessStatusCode ? body
            : throw Refusal(response, body);
    }

    /// <returns>What the service says is left; empty when nothing is.</returns>
    public async Task<byte[]> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await SendAsync(request, cancellationToken);
    }

    public async Task<byte[]> PostAsync(string path, byte[] json, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (idempotencyKey is not null && !request.Headers.TryAddWithoutValidation(IdempotencyKey.Header, idempotencyKey))
        {
            throw new CommandFailedException("--idempotency-key cannot be sent as a header");
        }

        return await SendAsync(request, cancellationToken);
    }

    /// <summary>Hands over each line of an answer as it comes.</summary>
    /// <exception cref="CommandFailedException">The service refused, or the answer broke off.</exception>
    public async Task ReadLinesAsync(
        string path, Action<string> line, CancellationToken cancellationToken,
        string cure = "go on with --from, the step after the last line")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ReachAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw Refusal(response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }

        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } text)
            {
                line(text);
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new CommandFailedException($"the answer broke off; {cure}", error);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await ReachAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.IsSuccessStatusCode ? body : throw Refusal(response, body);
    }

    private async Task<HttpResponseMessage> ReachAsync(
        HttpRequestMessage request, HttpCompletionOption until, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.SendAsync(request, until, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw new CommandFailedException(
                $"no service answers at {_http.BaseAddress}: start it with 'cuarl up' or name another with --url", error);
        }
        catch (TaskCanceledException error) when (error.InnerException is TimeoutException)
        {
            throw new CommandFailedException(
                $"no answer from {_http.BaseAddress} in {Patience.TotalSeconds} s; repeat with the same --idempotency-key", error);
        }
    }

    private static CommandFailedException Refusal(HttpResponseMessage response, byte[] body) =>
        new($"the service answered {(int)response.StatusCode}: {Reason(body)}");

    /// <summary>The detail of the error body: a text, or the list of a 422.</summary>
    private static string Reason(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var detail = document.RootElement.GetProperty("detail");
            return detail.ValueKind == JsonValueKind.Array
                ? string.Join("; ", detail.EnumerateArray().Select(error =>
                    $"{string.Join('.', error.GetProperty("loc").EnumerateArray())}: {error.GetProperty("msg")}"))
                : detail.ToString();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "an answer that is not of this service";
        }
    }
}
