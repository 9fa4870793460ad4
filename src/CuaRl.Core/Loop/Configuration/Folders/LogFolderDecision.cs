namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>What was decided about a folder.</summary>
/// <param name="Move">What happens.</param>
/// <param name="RunName">The name of the training that is started or goes on.</param>
/// <param name="Reason">Why it is not started, as a sentence; null when it is.</param>
public sealed record LogFolderDecision(LogFolderMove Move, string RunName, string? Reason = null);
