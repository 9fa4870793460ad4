namespace CuaRl.Core.Loop.Configuration.Folders;

/// <summary>The files of an earlier start in a training's folder.</summary>
/// <param name="RunName">The training that its config.json names; null when there is none or it names none.</param>
public sealed record FoundFiles(string? RunName);
