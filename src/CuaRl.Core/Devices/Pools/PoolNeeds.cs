namespace CuaRl.Core.Devices.Pools;

/// <summary>What a pool is to have.</summary>
/// <param name="MinSize">How many devices at least.</param>
/// <param name="MaxSize">How many at most.</param>
/// <param name="Warm">How many ready beyond those in use.</param>
/// <param name="IdleLimit">After how long without use one beyond those is ended.</param>
/// <param name="Waiting">How many acquirers wait.</param>
/// <param name="MaxMaking">How many boxes may be made at once.</param>
/// <param name="IsDraining">It is to have none.</param>
public readonly record struct PoolNeeds(
    int MinSize, int MaxSize, int Warm, TimeSpan IdleLimit, int Waiting, int MaxMaking, bool IsDraining);
