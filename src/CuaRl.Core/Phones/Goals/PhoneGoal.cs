using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Goals;

/// <summary>What a task asks of the phone, or of what is said about it.</summary>
/// <param name="Prepare">The same phone, where the goal is not reached yet but can be.</param>
/// <param name="IsReached">Whether a phone, and the agent's finish message, reach it whole.</param>
internal sealed record PhoneGoal(Func<PhoneState, PhoneState> Prepare, Func<PhoneState, string?, bool> IsReached);
