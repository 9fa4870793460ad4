namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>Where a training's files are written.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Behavior">What to do when an earlier start wrote there.</param>
public sealed record LogFolder(string Path, LogFolderBehavior Behavior);
