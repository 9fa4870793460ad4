using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>A candidate as the answer of a model: a call of cua_rl's tools <c>action</c>, <c>wait</c> or <c>finish</c>.</summary>
public static class CandidateCall
{
    /// <summary>The name of the tool format that the calls are in.</summary>
    public const string Format = "cua_rl";

    /// <summary>The call that does what the candidate does; parsed by that format, it is the candidate's action or message again.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="screen">The elements that it was collected from.</param>
    /// <param name="size">The size of their screen.</param>
    public static EncodedCall Encode(Candidate candidate, ImmutableArray<ScreenElement> screen, ScreenSize size) =>
        candidate.Action(screen, size) is not { } action
            ? ActionFormats.EncodeFinish(candidate.Text)
            : ActionFormats.BuiltIn.Find(Format).Encode(action, new ScreenView(size, CoordinateSpace.Absolute(size)))
                ?? throw new InvalidOperationException($"the format {Format} has no call for {action}");
}
