namespace CuaRl.Core.Learning;

/// <summary>There is nothing to imitate, or nothing to tell by when to stop.</summary>
public sealed class NothingToCloneException(string message) : Exception($"warm start: {message}");
