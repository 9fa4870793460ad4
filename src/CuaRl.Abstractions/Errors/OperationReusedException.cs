namespace CuaRl;

/// <summary>An operation id was sent again with other content. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.OperationReusedException")]
public sealed class OperationReusedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public OperationReusedException(string runId, string operationId)
        : base($"Operation '{operationId}' on run '{runId}' was done before with other content; nothing was written. "
            + "Use a new operation id (Idempotency-Key) for a new command.")
    {
        RunId = runId;
        OperationId = operationId;
    }

    /// <summary>The run.</summary>
    [Id(0)]
    public string RunId { get; }

    /// <summary>The operation id.</summary>
    [Id(1)]
    public string OperationId { get; }
}
