namespace CuaRl.Silo.Tests.Samples;

/// <summary>How a .NET client records a training; the README shows the body.</summary>
internal static class TrainingSample
{
    public static async Task<TrainingInfo> RunAsync(IGrainFactory grains)
    {
        var chosen = await grains.GetTaskCatalog().Load([new TaskSource { SourceType = "demo_training", Limit = 5 }]);
        var started = await grains.GetTrainingCatalog().Start(
            new TrainingDefinition { RunName = "first", ModelName = "Qwen/Qwen3-VL-30B-A3B-Instruct" });
        var training = grains.GetTraining(started.Id);
        await training.Begin();

        var step = await training.StartBatch(
            new BatchRequest { SourceType = SourceType.Step, Step = 0, ModelPath = "base", NumGroups = 1, GroupSize = 2 });
        var group = await grains.GetBatch(step.Id).StartGroup(
            new GroupRequest { GroupNumber = 0, TaskId = chosen.Tasks[0].Definition.TaskId, NumRollouts = 2 });
        for (var env = 0; env < 2; env++)
        {
            var begun = await grains.GetGroup(group.Id).StartRollout(new RolloutRequest { EnvIndex = env });
            var rollout = grains.GetRollout(begun.Id);
            await rollout.RecordReset(new ResetObservation { Text = "The home screen." });
            await rollout.RecordTurn(new TurnContent
            {
                Turn = 1,
                ModelResponse = "I open the settings.",
                Actions = [new TurnAction { ToolName = "action", ToolArguments = JsonText.Parse("""{"action_type": "tap"}""") }],
                ObservationText = "The settings.",
            });
            await rollout.Complete(new RolloutOutcome
            {
                TaskCompleted = true,
                AgentReportedSuccess = true,
                StopReason = "finish_success",
                Validation = new ValidationReport { Success = env == 0 },
            });
        }

        await grains.GetGroup(group.Id).Complete(); // mean reward 0.5, one success, mixed
        await grains.GetBatch(step.Id).Complete(new BatchResult { Loss = 0.2, CheckpointPath = "weights/000000" });
        return await grains.GetTrainingCatalog().Start(started.Definition); // after a crash: on at step 1, from that checkpoint
    }
}
