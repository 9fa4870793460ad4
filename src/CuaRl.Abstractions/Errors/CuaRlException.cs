namespace CuaRl;

/// <summary>
/// Base of every error that this service reports. Each says what happened, to which id, and what to do; HTTP maps the
/// type to a status, never the message.
/// </summary>
[GenerateSerializer, Alias("cuarl.CuaRlException")]
public abstract class CuaRlException : Exception
{
    /// <summary>Makes the error.</summary>
    protected CuaRlException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>True when the same call may succeed later without any change: wait and retry with the same identity.</summary>
    public virtual bool IsTransient => false;
}
