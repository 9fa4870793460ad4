namespace CuaRl.Silo.Loop;

/// <summary>A batch that is under way.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="IsTakenUp">It was started before, so that an earlier driver may have begun groups and rollouts of it.</param>
internal sealed record StartedBatch(BatchInfo Batch, bool IsTakenUp);
