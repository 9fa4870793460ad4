using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop.Groups;
using CuaRl.Silo.Loop.Steps;

namespace CuaRl.Silo.Loop;

/// <summary>
/// The GRPO loop of one training, from top to bottom. All that it decides follows from the configuration and from what is recorded:
/// killed anywhere, another run of it finds how far the record goes and does the rest, and no optimizer step is left out or taken
/// twice.
/// </summary>
internal sealed class TrainingLoop(
    LoopConfiguration settings, LoopTasks tasks, LoopRecord record, LearnerOpening opening, StepRollouts rollouts)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await record.BeginAsync(settings.MaxSteps is { } most ? Math.Min(most, tasks.Steps) : tasks.Steps, tasks.Eval.Count, cancellationToken);
        if (!settings.SkipBaseline && !record.IsBranch && tasks.Eval.Count > 0 && !await record.IsDoneAsync(SourceType.Baseline, 0, cancellationToken))
        {
            await using var untrained = await opening.OpenFirstAsync(cancellationToken);
            await EvaluateAsync(SourceType.Baseline, 0, untrained, cancellationToken);
        }

        if (settings.BaselineOnly)
        {
            await record.EndAsync("the baseline was all that was asked for", cancellationToken);
            return;
        }

        await using var learner = await opening.OpenAsync(cancellationToken);
        await using var ahead = new StepsAhead(settings, tasks, record, rollouts, cancellationToken);
        while (learner.Step < record.EndStep)
        {
            if (IsEvaluationDue(learner.Step))
            {
                await EvaluateAsync(SourceType.Eval, learner.Step, learner, cancellationToken);
            }

            await StepAsync(learner, ahead, cancellationToken);
        }

        if (settings.EvalEvery > 0)
        {
            await EvaluateAsync(SourceType.Eval, record.EndStep, learner, cancellationToken);
        }

        await record.EndAsync(null, cancellationToken);
    }

    /// <summary>One step: roll out, decide what is trained on, store that, train, publish the new policy, store what came of it.</summary>
    private async Task StepAsync(Learner learner, StepsAhead ahead, CancellationToken cancellationToken)
    {
        var step = learner.Step;
        await record.TellStepAsync(step, cancellationToken);
        var (started, rolledOut, sampler) = await ahead.TakeAsync(learner);

        var (planned, isUniform) = StepPlanning.Plan(
            [.. rolledOut.Groups.Select(group => group.Outcome())], settings.StepRules);
        var batch = await record.FixAsync(started.Batch, planned, cancellationToken);
        var stored = StepBatch.Read(batch.TrainedOn!.Utf8.Span);

        var material = await rollouts.MaterialAsync(stored, rolledOut, sampler, cancellationToken);
        var update = await learner.TrainAsync(
            material.Trajectories, material.Pictures,
            (done, of) => record.SubstepAsync(batch, done, of, cancellationToken), cancellationToken);

        var isSaved = IsSaveDue(step + 1);
        var name = LoopNames.OfStep(step + 1);
        var state = isSaved ? await learner.SaveStateAsync(name, cancellationToken) : null;
        await learner.PublishAsync(name, isSaved, cancellationToken);
        if (settings.ComputePostKl)
        {
            await learner.AddMovedAsync(update, material.Trajectories, material.Pictures, cancellationToken);
        }

        await record.CompleteStepAsync(
            batch, StepFigures.Of(step, rolledOut.Groups, stored, update, isUniform, settings), learner.Sampler.Path, state, cancellationToken);
        await learner.AdvanceAsync(step + 1, cancellationToken);
    }

    private async Task EvaluateAsync(SourceType source, int step, Learner learner, CancellationToken cancellationToken)
    {
        if (tasks.Eval.Count == 0 || await record.IsDoneAsync(source, step, cancellationToken))
        {
            return;
        }

        var started = await record.StartEvaluationAsync(source, step, learner.Sampler.Path, cancellationToken);
        var rolledOut = await rollouts.RunAsync(
            started, tasks.Eval, settings.EvalGroupSize, SeedUse.Evaluation, learner.Sampler, step, cancellationToken);
        await record.CompleteEvaluationAsync(started.Batch, StepFigures.OfEvaluation(rolledOut.Groups), cancellationToken);
    }

    /// <summary>Before the first step it is the baseline, unless the policy learnt something since.</summary>
    private bool IsEvaluationDue(int step) =>
        settings.EvalEvery > 0 && step % settings.EvalEvery == 0 && (step > 0 || settings.WarmStart);

    private bool IsSaveDue(int done) => done == record.EndStep || (settings.SaveEvery > 0 && done % settings.SaveEvery == 0);
}
