using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>Keeps all that was logged, exceptions with it.</summary>
internal sealed class TextLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<string> _lines = [];

    public string Text => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{formatter(state, exception)} {exception}");
}
