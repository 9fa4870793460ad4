namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>Appends to a run and goes on from time to time on a branch of it.</summary>
internal sealed class RunRecorder(IGrainFactory grains, string runId, Pace pace) : Recorder(pace)
{
    private const int Branching = 8;

    private string _run = runId;
    private long _last;

    protected override async Task SendAsync(int number)
    {
        if (number % Branching == Branching - 1)
        {
            _run = (await grains.GetRun(_run).BranchFrom(new BranchRequest
            {
                Name = "branch",
                Step = _last,
                OperationId = $"branch-{number}",
            })).Id;
            return;
        }

        string[] shown = [$"{number} first", $"{number} second"];
        var receipt = await grains.GetRun(_run).Append(new AppendRequest
        {
            States = [.. shown.Select(text => new StateContent { Observation = JsonText.Parse($$"""{"text":"{{text}}"}""") })],
            OperationId = $"append-{number}",
        });
        Assert.Equal(receipt.FirstStep + 1, receipt.LastStep);
        _last = receipt.LastStep;
        Acknowledge(new StateId(receipt.RunId, receipt.FirstStep), shown[0]);
        Acknowledge(new StateId(receipt.RunId, receipt.LastStep), shown[1]);
    }
}
