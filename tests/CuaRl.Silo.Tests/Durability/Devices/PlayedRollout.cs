using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>A rollout to be played.</summary>
internal sealed record PlayedRollout(string TrainingId, string Id, CuaTask Task, ulong Seed);
