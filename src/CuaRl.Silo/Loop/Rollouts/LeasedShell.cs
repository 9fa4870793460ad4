using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>A device that is held, as validators see it.</summary>
internal sealed class LeasedShell(IDeviceGrain device, long token, string? finishMessage) : IDeviceShell, IStrictGoal
{
    /// <summary>Why the device could not be asked, the first time that it could not; null when it always could.</summary>
    public Exception? Refusal { get; private set; }

    public async Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        var result = await AskAsync(device.Shell(token, command), cancellationToken);
        return new ShellResult(result.ExitCode, result.Output);
    }

    public Task<bool?> CheckAsync(TaskDefinition task, CancellationToken cancellationToken) =>
        AskAsync(device.CheckGoal(token, task, finishMessage), cancellationToken);

    private async Task<T> AskAsync<T>(Task<T> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(cancellationToken);
        }
        catch (Exception refusal) when (refusal is CuaRlException || Patience.Passes(refusal))
        {
            Refusal ??= refusal;
            throw;
        }
    }
}
