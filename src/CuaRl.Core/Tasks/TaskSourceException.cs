namespace CuaRl.Core.Tasks;

/// <summary>
/// Tasks cannot be chosen as asked; the message says why, in cua_rl's words where it has such an error.
/// </summary>
public sealed class TaskSourceException(string message) : Exception(message);
