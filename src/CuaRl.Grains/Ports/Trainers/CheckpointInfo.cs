namespace CuaRl.Grains.Ports;

/// <summary>A saved state of a model, or saved weights to sample from.</summary>
/// <param name="Path">The path that the trainer takes.</param>
/// <param name="Name">The name that it was saved by.</param>
/// <param name="HasOptimizer">True for a state that training goes on from, false for weights to sample from.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="SavedAt">When it was saved, UTC.</param>
public sealed record CheckpointInfo(string Path, string Name, bool HasOptimizer, long Size, DateTimeOffset SavedAt);
