using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>A turn that was taken, to be recorded.</summary>
/// <param name="Content">Its record, but for the list of elements and the snapshot.</param>
/// <param name="Answer">What the policy answered.</param>
/// <param name="After">What the device showed then.</param>
/// <param name="Snapshot">The device as it was then; null where it is not kept.</param>
internal sealed record PlayedTurn(TurnContent Content, SampledTurn Answer, ShownScreen After, JsonText? Snapshot);

/// <summary>A screen that was looked at.</summary>
/// <param name="View">What an agent is shown of it.</param>
/// <param name="Picture">Its picture, on its way to be stored.</param>
internal sealed record ShownScreen(AgentView View, StoredBlob Picture);
