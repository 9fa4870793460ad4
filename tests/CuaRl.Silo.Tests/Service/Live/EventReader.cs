using System.Globalization;
using System.Text.Json;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Live;

/// <summary>A client of server-sent events.</summary>
internal sealed class EventReader : IDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _lines = new StreamReader(stream);
    }

    /// <summary>The id of the last event that came.</summary>
    public string LastId { get; private set; } = "";

    public static async Task<EventReader> OpenAsync(HttpClient http, Uri address, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        var reader = new EventReader(answer, await answer.Content.ReadAsStreamAsync());
        var (name, _) = await reader.ReadAsync() ?? throw new IOException("The answer ended at once.");
        Assert.Equal("ready", name);
        return reader;
    }

    /// <summary>The next event; null when the answer has ended.</summary>
    public async Task<(string Name, JsonElement Data)?> ReadAsync()
    {
        var (name, data) = ("message", default(string));
        while (await _lines.ReadLineAsync().WaitAsync(Eventually.Patience) is { } line)
        {
            if (line.Length == 0 && data is not null)
            {
                return (name, JsonDocument.Parse(data).RootElement);
            }

            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            switch (colon > 0 ? line[..colon] : "")
            {
                case "id":
                    LastId = line[(colon + 2)..];
                    break;
                case "event":
                    name = line[(colon + 2)..];
                    break;
                case "data":
                    data = line[(colon + 2)..];
                    break;
                case "retry":
                    Assert.True(int.Parse(line[(colon + 2)..], CultureInfo.InvariantCulture) > 0);
                    break;
            }
        }

        return null;
    }

    /// <summary>Messages up to one that fits, which is the last of them.</summary>
    public async Task<List<JsonElement>> ReadUntilAsync(Func<JsonElement, bool> fits)
    {
        List<JsonElement> messages = [];
        while (messages.Count == 0 || !fits(messages[^1]))
        {
            var (name, data) = await ReadAsync() ?? throw new IOException("The answer ended.");
            Assert.Equal("message", name);
            messages.Add(data);
        }

        return messages;
    }

    /// <summary>
    /// The numbers of reports. What was written just before may come first: other transactions of the server held it back.
    /// </summary>
    public async Task<List<string>> ReadReportsAsync(int count)
    {
        List<string> numbers = [];
        while (numbers.Count < count)
        {
            var (_, data) = await ReadAsync() ?? throw new IOException("The answer ended.");
            if (data.GetProperty("status_message").GetString() is { } message && char.IsAsciiDigit(message[0]))
            {
                numbers.Add(message);
            }
        }

        return numbers;
    }

    public void Dispose()
    {
        _lines.Dispose();
        _answer.Dispose();
    }
}
