namespace CuaRl.Silo.Http.Streaming;

/// <summary>Cuts a stream of bytes into lines, each in one piece of memory.</summary>
/// <param name="source">The stream.</param>
/// <param name="maxLine">The longest line, in bytes.</param>
internal sealed class LineReader(Stream source, int maxLine)
{
    private const int FirstSize = 256 * 1024;

    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private int _searched;
    private bool _isEnded;

    /// <summary>Lines taken so far.</summary>
    public long Count { get; private set; }

    /// <summary>True when nothing more will come and all lines are taken.</summary>
    public bool IsDone => _isEnded && _start == _end;

    /// <summary>Reads what has arrived, waiting for the first byte of it. What was taken before is gone then.</summary>
    /// <exception cref="LineTooLongException">A line is longer than allowed.</exception>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += read;
        _isEnded = read == 0;
    }

    /// <summary>Takes the next line that is here whole, without its end; the last one of the stream may lack it.</summary>
    /// <exception cref="LineTooLongException">The line is longer than allowed.</exception>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        var newline = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (newline < 0 && (!_isEnded || _start == _end))
        {
            _searched = _end;
            line = default;
            return false;
        }

        var end = newline < 0 ? _end : _searched + newline;
        line = _buffer.AsSpan(_start, end - _start);
        _start = _searched = Math.Min(end + 1, _end);
        Count++;
        return line.Length <= maxLine ? true : throw new LineTooLongException(maxLine);
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length > maxLine)
        {
            Count++;
            throw new LineTooLongException(maxLine);
        }

        if (length > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
            _searched -= _start;
            _start = 0;
            _end = length;
        }
    }
}
