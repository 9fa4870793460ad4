using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace CuaRl.Silo.Tests.Service.States;

/// <summary>
/// A stream of states to a run, by hand: the client of the framework reads no answer before its request has ended.
/// </summary>
internal sealed class StateStream : IDisposable
{
    private readonly TcpClient _connection;
    private readonly NetworkStream _network;
    private readonly MemoryStream _line = new();
    private long _left;

    private StateStream(TcpClient connection)
    {
        _connection = connection;
        _network = connection.GetStream();
    }

    /// <summary>The status of the answer, once it has begun.</summary>
    public int Status { get; private set; }

    /// <summary>Begins a stream and waits until the service has begun to answer.</summary>
    public static async Task<StateStream> OpenAsync(HttpClient http, string run, string query = "", string headers = "")
    {
        var address = http.BaseAddress!;
        var connection = new TcpClient { NoDelay = true };
        await connection.ConnectAsync(address.Host, address.Port);
        var stream = new StateStream(connection);
        await stream.SendRawAsync(
            $"POST /api/v1/runs/{run}/states{query} HTTP/1.1\r\nHost: {address.Authority}\r\n{headers}"
            + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        stream.Status = int.Parse((await stream.ReadRawLineAsync())!.Split(' ')[1], CultureInfo.InvariantCulture);
        if (stream.Status == 100)
        {
            await stream.ReadRawLineAsync();
            stream.Status = int.Parse((await stream.ReadRawLineAsync())!.Split(' ')[1], CultureInfo.InvariantCulture);
        }

        while (await stream.ReadRawLineAsync() is not ("" or null))
        {
        }

        return stream;
    }

    /// <summary>Sends text as it is, whole lines or not.</summary>
    public Task SendAsync(string text) => SendRawAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    /// <summary>Ends the request.</summary>
    public Task EndAsync() => SendRawAsync("0\r\n\r\n");

    /// <summary>The next line of the answer; null when it has ended as it should.</summary>
    /// <exception cref="IOException">It broke off.</exception>
    public async Task<JsonElement?> ReadAsync()
    {
        while (true)
        {
            while (_left > 0)
            {
                var next = await ReadByteAsync() ?? throw new IOException("The answer broke off.");
                _left--;
                if (next == '\n')
                {
                    var line = JsonSerializer.Deserialize<JsonElement>(_line.ToArray());
                    _line.SetLength(0);
                    return line;
                }

                _line.WriteByte(next);
            }

            var size = await ReadRawLineAsync() ?? throw new IOException("The answer broke off.");
            size = size.Length == 0 ? (await ReadRawLineAsync())! : size;
            _left = long.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (_left == 0)
            {
                return null;
            }
        }
    }

    /// <summary>All further lines.</summary>
    public async Task<List<JsonElement>> ReadAllAsync()
    {
        List<JsonElement> lines = [];
        while (await ReadAsync() is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Gone without a word, as a killed process is.</summary>
    public void Kill()
    {
        _connection.LingerState = new LingerOption(true, 0);
        _connection.Close();
    }

    public void Dispose()
    {
        _connection.Dispose();
        _line.Dispose();
    }

    private async Task SendRawAsync(string text) => await _network.WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task<string?> ReadRawLineAsync()
    {
        var line = new StringBuilder();
        while (await ReadByteAsync() is { } next)
        {
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
        }

        return line.Length == 0 ? null : line.ToString();
    }

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _at;
    private int _end;

    private async ValueTask<byte?> ReadByteAsync()
    {
        if (_at == _end)
        {
            _at = 0;
            _end = await _network.ReadAsync(_buffer).AsTask().WaitAsync(TestKit.Waiting.Eventually.Patience);
        }

        return _end == 0 ? null : _buffer[_at++];
    }
}
