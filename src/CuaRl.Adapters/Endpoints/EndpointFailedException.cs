namespace CuaRl.Adapters.Endpoints;

/// <summary>An endpoint did not answer, or not with what was asked for.</summary>
internal sealed class EndpointFailedException(string reason, Exception? inner = null) : Exception(reason, inner);
