using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Batches;

/// <summary>
/// How a step's groups are trained on while others are still under way: tinker-cookbook's <c>StreamMinibatchConfig</c>. Each
/// substep is one optimizer step over several minibatches, whose gradients add up.
/// </summary>
/// <param name="GroupsPerBatch">groups_per_batch, the groups of a step.</param>
/// <param name="NumSubsteps">num_substeps, the optimizer steps of a step.</param>
/// <param name="NumMinibatches">num_minibatches, the minibatches of a substep.</param>
public readonly record struct MinibatchPlan(int GroupsPerBatch, int NumSubsteps = 1, int NumMinibatches = 1)
{
    /// <summary>The groups of a minibatch. Only where <see cref="Problems"/> finds nothing.</summary>
    public int GroupsPerMinibatch => GroupsPerBatch / NumSubsteps / NumMinibatches;

    /// <summary>All that is wrong, each as the setting's name and a sentence; empty when nothing is.</summary>
    public ImmutableArray<string> Problems() =>
        GroupsPerBatch < 1 ? ["groups_per_batch: must be 1 or more"]
        : NumSubsteps < 1 ? ["num_substeps: must be 1 or more"]
        : NumMinibatches < 1 ? ["num_minibatches: must be 1 or more"]
        : GroupsPerBatch % NumSubsteps != 0 ? [$"num_substeps: must divide groups_per_batch, which is {GroupsPerBatch}"]
        : GroupsPerBatch / NumSubsteps % NumMinibatches != 0
            ? [$"num_minibatches: must divide the {GroupsPerBatch / NumSubsteps} groups of a substep"]
        : [];

    /// <summary>Which groups of a step, in the order of their arrival, a minibatch holds.</summary>
    public Range Groups(int substep, int minibatch)
    {
        var first = ((substep * NumMinibatches) + minibatch) * GroupsPerMinibatch;
        return new Range(first, first + GroupsPerMinibatch);
    }
}
