using System.Collections.Immutable;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;

namespace CuaRl.Core.Phones.Play;

/// <summary>A turn of a demonstration.</summary>
/// <param name="Screen">What was seen.</param>
/// <param name="Decision">What there was to choose from.</param>
/// <param name="Chosen">What was chosen, by its number.</param>
/// <param name="Candidate">What was chosen.</param>
public sealed record DemonstratedTurn(ImmutableArray<ScreenElement> Screen, Decision Decision, int Chosen, Candidate Candidate);
