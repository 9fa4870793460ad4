using CuaRl.Core.Validation;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Validators;

/// <summary>Judges by one of Core's queries.</summary>
internal sealed class QueryValidator(ValidationQueries queries, string name) : ITaskValidator
{
    public string Name => name;

    /// <summary>What is wrong with what a task expects, as a sentence; null when nothing is.</summary>
    public string? Problem(TaskDefinition task)
    {
        try
        {
            _ = Prepare(task);
            return null;
        }
        catch (FormatException error)
        {
            return error.Message;
        }
    }

    public async Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        ValidationCheck check;
        try
        {
            check = Prepare(task);
        }
        catch (FormatException error)
        {
            return new ValidationReport { ErrorMessage = error.Message };
        }

        var evidence = new ValidationEvidence(FinishMessage: finishMessage);
        if (check.Command is { } command)
        {
            var result = await shell.RunAsync(command, cancellationToken);
            evidence = evidence with { Output = result.Output, ExitCode = result.ExitCode };
        }

        var verdict = check.Judge(evidence);
        return new ValidationReport
        {
            Success = verdict.Success,
            ActualResult = verdict.ActualResult,
            ErrorMessage = verdict.Error,
        };
    }

    private ValidationCheck Prepare(TaskDefinition task) =>
        queries.Prepare(name, task.ExpectedResult is { } expected ? expected.Utf8.Span : default);
}
