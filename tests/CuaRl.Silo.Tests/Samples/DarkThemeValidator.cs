using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Samples;

/// <summary>Whether the device shows its dark theme.</summary>
public sealed class DarkThemeValidator : ITaskValidator
{
    public string Name => "dark_theme"; // "validation_query": "dark_theme" of a task

    public async Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        var night = await shell.RunAsync("cmd uimode night", cancellationToken);
        return new ValidationReport { Success = night.Output.Trim() == "Night mode: yes", ActualResult = night.Output };
    }
}
