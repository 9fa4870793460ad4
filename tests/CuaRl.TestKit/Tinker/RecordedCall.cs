namespace CuaRl.TestKit.Tinker;

/// <summary>A request as the server got it.</summary>
/// <param name="Path">Its path, below the version of the API.</param>
/// <param name="Body">Its body.</param>
public sealed record RecordedCall(string Path, string Body);
