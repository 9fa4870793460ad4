namespace CuaRl.Silo.Http.Errors;

/// <summary>A request that the original APIs answer with 400, saying what failed and why.</summary>
/// <param name="verb">What was asked for, such as <c>create branch</c>.</param>
/// <param name="cause">Why it was refused.</param>
internal sealed class RefusedRequestException(string verb, CuaRlException cause)
    : Exception($"Failed to {verb}: {cause.Message}", cause);
