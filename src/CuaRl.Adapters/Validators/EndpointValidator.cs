using System.Text.Json;
using CuaRl.Adapters.Endpoints;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Validators;

/// <summary>Has an endpoint judge, by what its commands leave on the device and what the agent said.</summary>
internal sealed class EndpointValidator(string name, JudgeEndpoint endpoint, EndpointClient client) : ITaskValidator
{
    public string Name => name;

    /// <summary>How long the endpoint may take, its commands left out.</summary>
    public TimeSpan TimeLimit => endpoint.TimeLimit;

    public async Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        List<RecordedCommand> commands = [];
        foreach (var command in endpoint.Commands)
        {
            var result = await shell.RunAsync(command, cancellationToken);
            commands.Add(new RecordedCommand(command, result.Output, result.ExitCode));
        }

        var question = new ValidationQuestion
        {
            TaskId = task.TaskId,
            Description = task.Description,
            ValidationQuery = task.ValidationQuery,
            ExpectedResult = task.ExpectedResult,
            FinishMessage = finishMessage,
            Commands = commands.Count > 0 ? commands : null,
        };
        var answer = await client.AskAsync(
            endpoint, JsonSerializer.SerializeToUtf8Bytes(question, JudgementJson.Relaxed.ValidationQuestion), cancellationToken);
        return new ValidationReport
        {
            Success = Truth(answer, "success")
                ?? throw new EndpointFailedException($"{endpoint.Host} answered without 'success', true or false"),
            StrictSuccess = Truth(answer, "strict_success"),
            ActualResult = Text(answer, "actual_result"),
            ErrorMessage = Text(answer, "error"),
        };
    }

    private static bool? Truth(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : null;

    private static string? Text(JsonElement answer, string name) =>
        !answer.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null ? null
        : value.ValueKind is JsonValueKind.String ? value.GetString()
        : value.GetRawText();
}
