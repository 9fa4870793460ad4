namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>The driver of a rollout: the reset, then turn after turn.</summary>
internal sealed class TurnRecorder(IRolloutGrain rollout, Pace pace) : Recorder(pace)
{
    protected override async Task SendAsync(int number)
    {
        var shown = $"turn {number}";
        var receipt = number == 0
            ? await rollout.RecordReset(new ResetObservation { Text = shown })
            : await rollout.RecordTurn(new TurnContent
            {
                Turn = number,
                ModelResponse = "tap",
                ObservationText = shown,
                Actions = [new TurnAction { ToolName = "action", ToolArguments = JsonText.Parse("""{"action_type":"tap"}""") }],
                TokenIds = [1, 2],
                LogProbabilities = [-0.5f, -0.25f],
            });
        Assert.Equal(number, receipt.Turn);
        Acknowledge(receipt.State, shown);
    }
}
