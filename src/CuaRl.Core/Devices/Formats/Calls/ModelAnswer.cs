using System.Collections.Immutable;

namespace CuaRl.Core.Devices.Formats.Calls;

/// <summary>What was found in an answer.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="LastWord">
/// What the model says when it makes no call, in interfaces where that is how it finishes; null elsewhere, and for an answer
/// that was cut short.
/// </param>
internal sealed record ModelAnswer(ImmutableArray<RawCall> Calls, string? LastWord = null);
