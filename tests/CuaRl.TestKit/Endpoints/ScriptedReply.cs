namespace CuaRl.TestKit.Endpoints;

/// <summary>An answer of a <see cref="ScriptedServer"/>.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">More headers.</param>
public sealed record ScriptedReply(int Status, string Body, params (string Name, string Value)[] Headers)
{
    /// <summary>No answer: the connection is cut.</summary>
    public static ScriptedReply Cut { get; } = new(0, "");

    /// <summary>No answer until the caller gives up.</summary>
    public static ScriptedReply Silence { get; } = new(-1, "");

    /// <summary>A good answer.</summary>
    public static ScriptedReply Ok(string body) => new(200, body);
}
