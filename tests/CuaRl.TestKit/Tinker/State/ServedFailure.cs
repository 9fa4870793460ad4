namespace CuaRl.TestKit.Tinker.State;

/// <summary>A request that the server does not take.</summary>
/// <param name="status">The status.</param>
/// <param name="detail">Why.</param>
internal sealed class ServedFailure(int status, string detail) : Exception(detail)
{
    public int Status => status;
}
