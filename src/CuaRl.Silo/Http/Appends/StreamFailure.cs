namespace CuaRl.Silo.Http.Appends;

/// <summary>Why a stream of states ended early.</summary>
/// <param name="Line">The first line that is not stored.</param>
/// <param name="Error">The reason.</param>
internal sealed record StreamFailure(long Line, Exception Error);
