using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Policies;

/// <summary>
/// Makes decisions of screens: their candidates and the features of each. The same screen, task and history make the same decision.
/// It keeps its lists between calls, so that a decision allocates no more than itself; one builder serves one caller at a time.
/// </summary>
public sealed class DecisionBuilder
{
    /// <summary>How many bits the place of a feature has, unless a policy is shaped otherwise.</summary>
    public const int UsualFeatureBits = 18;

    private readonly ScreenSize _size;
    private readonly List<Candidate> _candidates = new(Policies.Candidates.MaxCount);
    private readonly ScreenWords _words = new();
    private readonly FeatureList _features;

    /// <summary>A builder for screens of one size.</summary>
    /// <param name="size">The size, in pixels.</param>
    /// <param name="featureBits">How many bits the place of a feature has.</param>
    public DecisionBuilder(ScreenSize size, int featureBits = UsualFeatureBits) =>
        (_size, _features) = (size, new FeatureList(featureBits));

    /// <summary>The candidates of the last decision, by its numbers.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>The decision on a screen.</summary>
    /// <param name="task">The task.</param>
    /// <param name="history">The turns before.</param>
    /// <param name="screen">The elements of the screen, from back to front.</param>
    public Decision Build(TaskText task, EpisodeHistory history, ImmutableArray<ScreenElement> screen)
    {
        Policies.Candidates.Collect(screen, _size, task, _candidates);
        _words.Read(screen, task);
        var scene = new Scene(task, history, screen, _words);
        _features.Clear();
        foreach (var candidate in _candidates)
        {
            CandidateFeatures.Add(candidate, scene, _features);
            _features.End();
        }

        return _features.ToDecision();
    }
}
