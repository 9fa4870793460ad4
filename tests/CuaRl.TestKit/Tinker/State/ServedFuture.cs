namespace CuaRl.TestKit.Tinker.State;

/// <summary>What came of a request that was carried out.</summary>
/// <param name="Status">The status that its result is answered with.</param>
/// <param name="Body">The result.</param>
internal sealed record ServedFuture(int Status, object Body);
