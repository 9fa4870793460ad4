using System.Diagnostics;
using System.Text;
using CuaRl.TestKit.Waiting;

namespace CuaRl.TestKit.Processes;

/// <summary>A running program of ours; killed, if it still runs, when disposed.</summary>
public sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly List<(Func<string, bool> Match, TaskCompletionSource<string> Found)> _awaited = [];

    internal ProgramProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its process number.</summary>
    public int Id => _process.Id;

    /// <summary>True when it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (_gate)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What it wrote to standard error so far.</summary>
    public string Error
    {
        get
        {
            lock (_gate)
            {
                return _error.ToString();
            }
        }
    }

    /// <summary>Sends it a signal.</summary>
    public void Send(Signal signal) => ProcessSignals.Send(Id, signal);

    /// <summary>Ends it at once and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
    }

    /// <summary>Waits for it to end by itself.</summary>
    /// <exception cref="TimeoutException">It does not end in time; the message holds what it said.</exception>
    public async Task<int> WaitForExitAsync()
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Eventually.Patience);
            return _process.ExitCode;
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"The program does not end. {Said()}", error);
        }
    }

    /// <summary>Waits for a line of standard output or standard error, written or to come.</summary>
    /// <exception cref="InvalidOperationException">The program ends without it; the message holds what it said.</exception>
    public async Task<string> WaitForLineAsync(Func<string, bool> match)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            foreach (var line in $"{_output}{_error}".Split('\n').Where(match))
            {
                return line;
            }

            _awaited.Add((match, found));
        }

        var exited = _process.WaitForExitAsync();
        if (await Task.WhenAny(found.Task, exited).WaitAsync(Eventually.Patience) == found.Task || found.Task.IsCompleted)
        {
            return await found.Task;
        }

        throw new InvalidOperationException($"The program ended with {_process.ExitCode}. {Said()}");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Take(StringBuilder all, string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_gate)
        {
            all.Append(line).Append('\n');
            foreach (var (_, found) in _awaited.Where(awaited => awaited.Match(line)))
            {
                found.TrySetResult(line);
            }
        }
    }

    private string Said() => $"Output:\n{Output}\nError:\n{Error}";
}
