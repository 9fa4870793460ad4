namespace CuaRl.Core.Devices.Pools;

/// <summary>A place of a pool that is not absent.</summary>
/// <param name="Number">Which, from 0.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Rested">How long it has been idle; of a worn or sick one, for how long it may have been tried.</param>
public readonly record struct PoolSlot(int Number, SlotPhase Phase, TimeSpan Rested);
