using System.Collections.Immutable;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>
/// What the policy remembers of an episode: the action before, and how often each screen was seen. It follows from the turns: the
/// same screens and candidates, added in the same order, make the same history.
/// </summary>
public sealed class EpisodeHistory
{
    private readonly Dictionary<ulong, int> _visits = [];

    /// <summary>How many turns were added.</summary>
    public int Turns { get; private set; }

    /// <summary>What was done in the turn before; null at the beginning.</summary>
    public CandidateKind? Previous { get; private set; }

    /// <summary>The text that it was about; empty for none.</summary>
    internal string PreviousText { get; private set; } = "";

    internal int PreviousPart { get; private set; }

    /// <summary>The number of the screen before; 0 at the beginning.</summary>
    internal ulong PreviousScreen { get; private set; }

    /// <summary>Adds a turn.</summary>
    /// <param name="screen">What was seen.</param>
    /// <param name="chosen">What was done then.</param>
    public void Add(ImmutableArray<ScreenElement> screen, Candidate chosen)
    {
        var content = ScreenNumber.Of(screen);
        _visits[content] = Visits(content) + 1;
        (Previous, PreviousPart, PreviousScreen) = (chosen.Kind, PartOf(chosen), content);
        PreviousText = chosen.Text.Length > 0 ? chosen.Text
            : chosen.Element >= 0 ? ScreenNumber.Label(screen[chosen.Element])
            : "";
        Turns++;
    }

    /// <summary>Where a phrase stands in its task says nothing of it.</summary>
    internal static int PartOf(Candidate candidate) => candidate.Kind == CandidateKind.Type ? 0 : candidate.Part;

    internal int Visits(ulong content) => _visits.GetValueOrDefault(content);
}
