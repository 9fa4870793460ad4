using System.Collections.Immutable;

namespace CuaRl.Core.Trainings;

/// <summary>The trainings whose steps, one after the other, make up the history of a training; the first of all first, itself last.</summary>
public sealed record LineagePath
{
    private readonly ImmutableArray<LineageLink> _links;

    /// <summary>Makes a path.</summary>
    /// <param name="links">Its trainings, at least one, each beginning after the one before.</param>
    public LineagePath(params IEnumerable<LineageLink> links) => _links = [.. links];

    /// <summary>Where two paths part.</summary>
    /// <returns>The last training that is on both and the last step that they share; null when no training is on both.</returns>
    public static (LineageLink Common, int Step)? Part(LineagePath one, LineagePath other)
    {
        var shared = one._links.Zip(other._links).TakeWhile(pair => pair.First.Number == pair.Second.Number).Count();
        return shared == 0 ? null : (one._links[shared - 1], Math.Min(one.LastStepOf(shared - 1), other.LastStepOf(shared - 1)));
    }

    /// <summary>The trainings that a history after a step is of, each with the steps that are.</summary>
    /// <param name="step">The step; -1 for the whole history.</param>
    public IEnumerable<(LineageLink Training, int From, int To)> After(int step)
    {
        for (var i = 0; i < _links.Length; i++)
        {
            var (from, to) = (Math.Max(_links[i].FirstStep, step + 1), LastStepOf(i));
            if (from <= to)
            {
                yield return (_links[i], from, to);
            }
        }
    }

    /// <summary>The last step that a history takes from a training; of the last training all of them.</summary>
    private int LastStepOf(int place) => place + 1 < _links.Length ? _links[place + 1].FirstStep - 1 : int.MaxValue;
}
