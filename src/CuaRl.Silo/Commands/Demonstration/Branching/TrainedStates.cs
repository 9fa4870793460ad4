using System.Globalization;
using CuaRl.Core.Agents;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>States of a training as runs store them, and back.</summary>
internal static class TrainedStates
{
    public static StateContent ToContent(this TrainedState state) => new()
    {
        Observation = JsonText.FromUtf8(state.Observation),
        Action = state.Action is { } action ? JsonText.Parse(action.ToString(CultureInfo.InvariantCulture)) : null,
        Reward = state.Reward,
        Done = state.Terminated,
        Truncated = state.Truncated,
        Info = JsonText.FromUtf8(state.Info),
        ExtraMetadata = JsonText.FromUtf8(state.Extra),
    };

    public static TrainedState ToTrained(this StateContent content) => new()
    {
        Observation = content.Observation.Utf8.ToArray(),
        Action = content.Action is { } action ? int.Parse(action.ToString(), CultureInfo.InvariantCulture) : null,
        Reward = content.Reward,
        Terminated = content.Done,
        Truncated = content.Truncated,
        Info = content.Info?.Utf8.ToArray() ?? [],
        Extra = content.ExtraMetadata?.Utf8.ToArray() ?? [],
    };
}
