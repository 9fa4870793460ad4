namespace Orleans.Engine.Tests.Persistence;

[Alias("engine-tests.record-grain")]
public interface IRecordGrain : IGrainWithStringKey
{
    [Alias("Look")]
    Task<RecordView> Look();

    [Alias("Set")]
    Task<RecordView> Set(string value);

    /// <summary>Changes the state in memory only.</summary>
    [Alias("SetWithoutWriting")]
    Task SetWithoutWriting(string value);

    [Alias("Reread")]
    Task<RecordView> Reread();

    [Alias("Clear")]
    Task<RecordView> Clear();

    /// <summary>Asks for a write after each value, and waits for none before the last was asked for.</summary>
    [Alias("SetAllAtOnce")]
    Task<RecordView> SetAllAtOnce(string[] values);

    /// <summary>Tries a write, swallows its conflict and says that there was one.</summary>
    [Alias("TrySet")]
    Task<bool> TrySet(string value);

    /// <summary>Looks at the state from a thread of the pool.</summary>
    [Alias("LookFromOutside")]
    Task<string?> LookFromOutside();

    [Alias("Leave")]
    Task Leave();
}

/// <summary>
/// The state as its grain sees it, which activation looked (none has the number of another), and what that activation
/// found in OnActivateAsync.
/// </summary>
[GenerateSerializer]
[Alias("engine-tests.record-view")]
public sealed record RecordView(
    [property: Id(0)] string? Value,
    [property: Id(1)] bool Exists,
    [property: Id(2)] string? Etag,
    [property: Id(3)] int Activation,
    [property: Id(4)] string? Loaded);

public sealed class RecordState
{
    public string? Value { get; set; }

    public List<string> History { get; set; } = [];
}
