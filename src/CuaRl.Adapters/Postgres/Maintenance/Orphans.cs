namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>Rows whose other half is gone.</summary>
/// <param name="What">What they are, such as <c>rollouts without a group</c>.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Examples">The ids of some.</param>
public sealed record Orphans(string What, long Rows, IReadOnlyList<string> Examples);
