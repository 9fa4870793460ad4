using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Batches;

/// <summary>
/// One sequence to train on: the input is all of it but its last token, the targets all but its first position. It refers to
/// the turn that it came from; the dense arrays that a trainer needs are written out when they are sent.
/// </summary>
public sealed record TrainingDatum
{
    /// <summary>The group's place in the step.</summary>
    public required int Group { get; init; }

    /// <summary>The rollout's place in the group.</summary>
    public required int Member { get; init; }

    /// <summary>What came before the last action: text tokens, and pictures as negative codes.</summary>
    public required ReadOnlyMemory<int> Context { get; init; }

    /// <summary>The tokens of the last action. The last of them is a target only, no input.</summary>
    public required ReadOnlyMemory<int> LastAction { get; init; }

    /// <summary>The actions in it, in order.</summary>
    public required ImmutableArray<ActionSpan> Actions { get; init; }

    /// <summary>The number of targets, which is that of the input's positions: at least 1.</summary>
    public required int Length { get; init; }

    /// <summary>What a <see cref="Losses.KlPenalty"/> adds to the advantage of each target; empty for nothing.</summary>
    public ReadOnlyMemory<double> Addends { get; init; }

    /// <summary>How many targets are action tokens that are not masked.</summary>
    public int ActionTokens
    {
        get
        {
            var tokens = 0;
            foreach (var action in Actions)
            {
                tokens += action.IsMasked ? 0 : action.LogProbabilities.Length;
            }

            return tokens;
        }
    }

    /// <summary>Writes the target of each position: the token that comes next, 0 within pictures.</summary>
    /// <param name="targets">Takes <see cref="Length"/> of them.</param>
    /// <param name="pictures">The table that the codes are of.</param>
    public void WriteTargets(Span<int> targets, PictureTable pictures)
    {
        var position = -1;
        foreach (var element in Context.Span)
        {
            var size = element >= 0 ? 1 : pictures[element].ExpectedTokens;
            for (var i = 0; i < size; i++, position++)
            {
                if (position >= 0)
                {
                    targets[position] = Math.Max(element, 0);
                }
            }
        }

        LastAction.Span[(position < 0 ? 1 : 0)..].CopyTo(targets[Math.Max(position, 0)..]);
    }

    /// <summary>Writes the log-probability that each target was sampled with: 0 for what was not sampled.</summary>
    public void WriteLogProbabilities(Span<double> logProbabilities)
    {
        logProbabilities[..Length].Clear();
        foreach (var action in Actions)
        {
            var sampled = action.LogProbabilities.Span;
            for (var i = 0; i < sampled.Length; i++)
            {
                logProbabilities[action.Start + i] = sampled[i];
            }
        }
    }

    /// <summary>Writes the advantage of each target: 0 for what was not sampled or is masked, with <see cref="Addends"/> added.</summary>
    public void WriteAdvantages(Span<double> advantages)
    {
        advantages[..Length].Clear();
        foreach (var action in Actions)
        {
            advantages.Slice(action.Start, action.LogProbabilities.Length).Fill(action.Advantage);
        }

        var addends = Addends.Span;
        for (var i = 0; i < addends.Length; i++)
        {
            advantages[i] += addends[i];
        }
    }

    /// <summary>Writes which targets are action tokens that are not masked.</summary>
    public void WriteMask(Span<bool> mask)
    {
        mask[..Length].Clear();
        foreach (var action in Actions)
        {
            mask.Slice(action.Start, action.LogProbabilities.Length).Fill(!action.IsMasked);
        }
    }
}
