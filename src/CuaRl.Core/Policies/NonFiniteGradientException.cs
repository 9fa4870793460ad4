namespace CuaRl.Core.Policies;

/// <summary>A gradient holds what is no finite number; no weight was changed by it.</summary>
public sealed class NonFiniteGradientException(string message) : Exception($"gradient: must be finite: {message}");
