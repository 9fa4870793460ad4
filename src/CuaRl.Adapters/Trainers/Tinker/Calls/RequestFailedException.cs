namespace CuaRl.Adapters.Trainers.Tinker.Calls;

/// <summary>A request was taken and failed. Sending it again gives the same answer.</summary>
/// <param name="cause">Why, as a clause without secrets.</param>
/// <param name="isOfServer">Whether the server said that the fault is its own.</param>
internal sealed class RequestFailedException(string cause, bool isOfServer) : Exception(cause)
{
    public bool IsOfServer => isOfServer;
}
