using System.Net;

namespace CuaRl.Adapters.Postgres.Clustering;

/// <summary>A silo that the membership table does not call dead.</summary>
/// <param name="EndPoint">Where other silos reach it.</param>
/// <param name="Generation">Tells it from others that were at the same address before.</param>
/// <param name="Name">What it calls itself: see <see cref="Connection.PostgresSources.Name"/>.</param>
/// <param name="Host">The machine it runs on.</param>
/// <param name="IsActive">Whether it has joined; until then it does not say that it is alive.</param>
/// <param name="AliveAt">When it last said so, by its own clock.</param>
/// <param name="HoldsServiceLock">Whether a connection of that name holds the service lock.</param>
public sealed record SiloRow(
    IPEndPoint EndPoint, int Generation, string Name, string Host, bool IsActive, DateTime AliveAt, bool HoldsServiceLock);
