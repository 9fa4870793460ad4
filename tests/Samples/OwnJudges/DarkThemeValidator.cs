using CuaRl;
using CuaRl.Grains.Ports;

namespace OwnJudges;

/// <summary>Whether the device shows its dark theme.</summary>
public sealed class DarkThemeValidator : ITaskValidator
{
    public string Name => "dark_theme"; // "validation_query": "dark_theme" of a task

    public async Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        var night = await shell.RunAsync("cmd uimode night", cancellationToken);
        if (night.ExitCode != 0)
        {
            // Neither success nor failure: the rollout is masked, and the agent not blamed.
            return new ValidationReport { ErrorMessage = $"the device answered: {night.Output}" };
        }

        return new ValidationReport { Success = night.Output.Trim() == "Night mode: yes", ActualResult = night.Output };
    }
}
