namespace CuaRl;

/// <summary>The database understood the call and refuses it; the same call will be refused again.</summary>
/// <remarks>Such as a record that the tables beside it cannot decode, or a table that is missing. Nothing was written.</remarks>
[GenerateSerializer, Alias("cuarl.StorageRefusedException")]
public sealed class StorageRefusedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="code">The five characters of the SQLSTATE.</param>
    /// <param name="cause">What the database said, without the data.</param>
    public StorageRefusedException(string code, string cause)
        : base($"The database refuses this call ({code}): {cause.TrimEnd('.')}.")
    {
        Code = code;
        Cause = cause;
    }

    /// <summary>The SQLSTATE.</summary>
    [Id(0)]
    public string Code { get; }

    /// <summary>What the database said.</summary>
    [Id(1)]
    public string Cause { get; }
}
