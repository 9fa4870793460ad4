namespace CuaRl.Adapters.Endpoints;

/// <summary>An endpoint did not answer, or not with what was asked for.</summary>
/// <param name="reason">Why, without secrets.</param>
/// <param name="inner">What its client said.</param>
/// <param name="mayPass">Whether the same question may be answered later.</param>
internal sealed class EndpointFailedException(string reason, Exception? inner = null, bool mayPass = false) : Exception(reason, inner)
{
    public bool MayPass => mayPass;
}
