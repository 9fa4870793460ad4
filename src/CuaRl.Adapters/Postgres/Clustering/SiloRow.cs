using System.Net;

namespace CuaRl.Adapters.Postgres.Clustering;

/// <summary>A silo that the membership table does not call dead.</summary>
/// <param name="EndPoint">Where other silos reach it.</param>
/// <param name="Generation">Tells it from others that were at the same address before.</param>
/// <param name="Name">What it calls itself: see <see cref="Connection.PostgresSources.Name"/>.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="HoldsServiceLock">Whether a connection of that name holds the service lock.</param>
/// <param name="SinceAlive">How long ago it last said that it is alive.</param>
public sealed record SiloRow(
    IPEndPoint EndPoint, int Generation, string Name, string Host, bool HoldsServiceLock, TimeSpan SinceAlive);
