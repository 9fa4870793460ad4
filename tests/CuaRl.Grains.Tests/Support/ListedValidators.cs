using CuaRl.Core.Validation;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Core's queries by name, with nobody to ask them.</summary>
internal sealed class ListedValidators : IValidators
{
    public IReadOnlyCollection<string> Names { get; } = [.. ValidationQueries.BuiltIn.Names];

    public string? Problem(TaskDefinition task) =>
        task.ValidationQuery == "wifi_enabled" && task.ExpectedResult?.ToString() is not ("true" or "false")
            ? "must be true or false"
            : null;

    public Task<ValidationReport?> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test judges here.");

    public Task<ValidationReport?> RevalidateAsync(
        TaskDefinition task, JsonText? details, string? finishMessage, CancellationToken cancellationToken) =>
        throw new NotSupportedException("No test judges here.");
}
