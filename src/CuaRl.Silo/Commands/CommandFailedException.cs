namespace CuaRl.Silo.Commands;

/// <summary>A command could not do what was asked; the message is the one line that its user sees.</summary>
internal sealed class CommandFailedException(string message, Exception? inner = null) : Exception(message, inner);
