namespace CuaRl.Core.Progress;

/// <summary>The progress of a training: its baseline, steps and evaluations, and those to come.</summary>
/// <param name="Turns">Its turns.</param>
public readonly record struct TrainingProgress(TurnTally Turns)
{
    /// <summary>The status that follows; null when none does, because no turn has been taken.</summary>
    public WorkStatus? Status => Turns switch
    {
        { Effective: > 0 } when Turns.Completed >= Turns.Effective => WorkStatus.Completed,
        { Completed: > 0 } => WorkStatus.Running,
        _ => null,
    };

    /// <summary>The progress of a training.</summary>
    /// <param name="plan">What it is to hold.</param>
    /// <param name="baseline">Its first baseline, nothing where there is none.</param>
    /// <param name="steps">The sum of its steps so far.</param>
    /// <param name="stepCount">How many steps those are.</param>
    /// <param name="evals">The sum of its evaluations so far.</param>
    /// <param name="evalCount">How many evaluations those are.</param>
    public static TrainingProgress Of(
        in TrainingPlan plan, TurnTally baseline, TurnTally steps, int stepCount, TurnTally evals, int evalCount)
    {
        var toCome = Math.Max(0, plan.TotalSteps - stepCount) * plan.Step.Turns
            + Math.Max(0, plan.Evals - evalCount) * plan.Eval.Turns;
        return new TrainingProgress(baseline + steps + evals + new TurnTally(0, toCome));
    }
}
