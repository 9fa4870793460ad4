namespace CuaRl.Silo.Http.Appends;

/// <summary>The service is stopping and takes no more of a stream.</summary>
internal sealed class ServiceStoppingException()
    : Exception("The service is stopping. Go on from the run's head when it is back.");
