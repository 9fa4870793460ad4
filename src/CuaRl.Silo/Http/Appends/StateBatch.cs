namespace CuaRl.Silo.Http.Appends;

/// <summary>States that came in and are not sent on yet, with the lines that they came in.</summary>
internal sealed class StateBatch
{
    private const int MaxStates = 512;
    private const int MaxBytes = 1024 * 1024;

    private readonly List<StateContent> _states = [];
    private readonly List<long> _lines = [];
    private long _bytes;

    public IReadOnlyList<StateContent> States => _states;

    public IReadOnlyList<long> Lines => _lines;

    public bool IsFull => _states.Count >= MaxStates || _bytes >= MaxBytes;

    public void Add(StateContent state, long line, int bytes)
    {
        _states.Add(state);
        _lines.Add(line);
        _bytes += bytes;
    }
}
