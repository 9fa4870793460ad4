namespace CuaRl.Core.Progress;

/// <summary>What a training is to hold, known when it starts.</summary>
/// <param name="TotalSteps">Its steps: the length of its data set.</param>
/// <param name="EvalEvery">It evaluates at every step whose number this divides; 0 for never.</param>
/// <param name="Step">A step.</param>
/// <param name="Eval">An evaluation; a plan of 0 groups when its tasks are not known yet.</param>
public readonly record struct TrainingPlan(int TotalSteps, int EvalEvery, BatchPlan Step, BatchPlan Eval)
{
    /// <summary>The first step of its own: of a branch the one after those that it shares, which do not count.</summary>
    /// <value>The default is 0.</value>
    public int FirstStep { get; init; }

    /// <summary>
    /// How many evaluations there will be: at steps EvalEvery, 2 * EvalEvery and so on. Step 0 has none, since there the
    /// baseline stands, so it is one less than cua_rl plans and progress reaches 100.
    /// </summary>
    public int Evals => EvalEvery > 0 && TotalSteps > FirstStep
        ? ((TotalSteps - 1) / EvalEvery) - (Math.Max(0, FirstStep - 1) / EvalEvery)
        : 0;

    /// <summary>The turns of a training: those of its baseline, steps and evaluations, and of those to come.</summary>
    /// <param name="baseline">Its first baseline, nothing where there is none.</param>
    /// <param name="steps">The sum of its steps so far.</param>
    /// <param name="stepCount">How many steps those are.</param>
    /// <param name="evals">The sum of its evaluations so far.</param>
    /// <param name="evalCount">How many evaluations those are.</param>
    public TurnTally Turns(TurnTally baseline, TurnTally steps, int stepCount, TurnTally evals, int evalCount) =>
        baseline + steps + evals + new TurnTally(
            0, (Math.Max(0, TotalSteps - FirstStep - stepCount) * Step.Turns) + (Math.Max(0, Evals - evalCount) * Eval.Turns));
}
