namespace CuaRl;

/// <summary>A stored record cannot be read by this build. Repeating the call does not help.</summary>
[GenerateSerializer, Alias("cuarl.UnreadableRecordException")]
public sealed class UnreadableRecordException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="record">The state name and grain id of the record.</param>
    /// <param name="reason">What the decoder says.</param>
    public UnreadableRecordException(string record, string reason)
        : base($"The stored record {record} cannot be read: {reason} Was it written by a newer build, or by hand?")
    {
        Record = record;
        Reason = reason;
    }

    /// <summary>The state name and grain id of the record.</summary>
    [Id(0)]
    public string Record { get; }

    /// <summary>What the decoder says.</summary>
    [Id(1)]
    public string Reason { get; }
}
