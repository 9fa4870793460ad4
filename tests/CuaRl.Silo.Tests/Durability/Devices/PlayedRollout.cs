using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>A rollout to be played.</summary>
/// <param name="TrainingId">Its training.</param>
/// <param name="Id">Its id.</param>
/// <param name="Task">What is played.</param>
/// <param name="Seed">What its phone's variation follows from; null to play on the phone as its holder finds it, which must be clean.</param>
internal sealed record PlayedRollout(string TrainingId, string Id, CuaTask Task, ulong? Seed);
