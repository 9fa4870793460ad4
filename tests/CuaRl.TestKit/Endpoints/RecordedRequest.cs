namespace CuaRl.TestKit.Endpoints;

/// <summary>A request as it came.</summary>
/// <param name="Method">Such as <c>POST</c>.</param>
/// <param name="Target">Path and query, as sent.</param>
/// <param name="Headers">The headers, by their names in lower case.</param>
/// <param name="Body">The body.</param>
public sealed record RecordedRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>The path without its query.</summary>
    public string Path => Target.Split('?')[0];
}
