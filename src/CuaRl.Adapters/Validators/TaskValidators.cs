using System.Collections.Immutable;
using System.Globalization;
using CuaRl.Adapters.Endpoints;
using CuaRl.Core.Text;
using CuaRl.Core.Validation;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Validators;

/// <summary>Core's queries, the validators that the process was given, configured endpoints, and a task's own endpoint.</summary>
internal sealed partial class TaskValidators : IValidators
{
    /// <summary>How long a validator that is no endpoint may take, and an endpoint's commands.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(30);

    private const int MaxText = 2_000;

    private readonly ImmutableSortedDictionary<string, ITaskValidator> _validators;
    private readonly EndpointClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger<TaskValidators> _logger;

    /// <exception cref="ConfigurationException">Two validators were given one name.</exception>
    public TaskValidators(
        IEnumerable<ITaskValidator> added, JudgeEndpoints endpoints, EndpointClient client, TimeProvider time,
        ILogger<TaskValidators> logger)
    {
        (_client, _time, _logger) = (client, time, logger);
        ITaskValidator[] own =
        [
            .. added,
            .. endpoints.Validators.Select(endpoint => new EndpointValidator(endpoint.Key, endpoint.Value, client)),
        ];
        if (own.CountBy(validator => validator.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ConfigurationException($"there are two validators '{twice}': give one of them another name");
        }

        var builtIn = ValidationQueries.BuiltIn.Names.Select(name => new QueryValidator(ValidationQueries.BuiltIn, name));
        _validators = ImmutableSortedDictionary.Create<string, ITaskValidator>(StringComparer.OrdinalIgnoreCase)
            .SetItems(builtIn.Concat(own).Select(validator => KeyValuePair.Create(validator.Name, validator)));
        Names = [.. _validators.Keys.Order(StringComparer.Ordinal)];
    }

    public IReadOnlyCollection<string> Names { get; }

    public string? Problem(TaskDefinition task) =>
        task is { ValidatorUrl: null, ValidationQuery: { } query } && _validators.GetValueOrDefault(query) is QueryValidator validator
            ? validator.Problem(task)
            : null;

    public async Task<ValidationReport?> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        if (Find(task) is not { } validator)
        {
            return null;
        }

        var recording = new RecordingShell(shell);
        var report = await JudgeAsync(validator, task, recording, finishMessage, cancellationToken);
        var (reached, problem) = await CheckGoalAsync(task, shell as IStrictGoal, cancellationToken);
        return report with
        {
            StrictSuccess = reached ?? report.StrictSuccess,
            ErrorMessage = report.ErrorMessage ?? problem,
            Details = JudgementDetails.From(recording.Commands, report.Details, reached).ToJson(),
        };
    }

    public async Task<ValidationReport?> RevalidateAsync(
        TaskDefinition task, JsonText? details, string? finishMessage, CancellationToken cancellationToken)
    {
        if (Find(task) is not { } validator)
        {
            return null;
        }

        var recorded = JudgementDetails.Parse(details);
        var report = await JudgeAsync(validator, task, new RecordedShell(recorded.Recorded), finishMessage, cancellationToken);
        return report with
        {
            StrictSuccess = recorded.StrictSuccess ?? report.StrictSuccess,
            Details = (recorded with { Validator = report.Details ?? recorded.Validator }).ToJson(),
        };
    }

    private ITaskValidator? Find(TaskDefinition task)
    {
        if (task.ValidatorUrl is { } url)
        {
            return new EndpointValidator(
                task.ValidationQuery ?? "validator_url", new JudgeEndpoint { Url = new Uri(url) }, _client);
        }

        if (task.ValidationQuery is not { } query)
        {
            return null;
        }

        if (_validators.TryGetValue(query, out var found))
        {
            return found;
        }

        Log.NoValidator(_logger, query, task.TaskId);
        return null;
    }

    private async Task<ValidationReport> JudgeAsync(
        ITaskValidator validator, TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var report = await TryAsync(
            token => validator.ValidateAsync(task, shell, finishMessage, token),
            problem => new ValidationReport { ErrorMessage = $"Validator exception: {problem}" },
            validator is EndpointValidator endpoint ? TimeLimit + endpoint.TimeLimit : TimeLimit,
            cancellationToken);
        return report with
        {
            ValidationQuery = report.ValidationQuery ?? validator.Name,
            ExpectedResult = report.ExpectedResult ?? task.ExpectedResult,
            ActualResult = Clean(report.ActualResult),
            ErrorMessage = Clean(report.ErrorMessage),
            ExecutionSeconds = _time.GetElapsedTime(started).TotalSeconds,
        };
    }

    private async Task<(bool? Reached, string? Problem)> CheckGoalAsync(
        TaskDefinition task, IStrictGoal? goal, CancellationToken cancellationToken) => goal is null
        ? (null, null)
        : await TryAsync<(bool?, string?)>(
            async token => (await goal.CheckAsync(task, token), null),
            problem => (null, Clean($"The strict goal could not be checked: {problem}")),
            TimeLimit,
            cancellationToken);

    private async Task<T> TryAsync<T>(
        Func<CancellationToken, Task<T>> attempt, Func<string, T> failed, TimeSpan most, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(most, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            // What does not look at its token is left behind.
            return await attempt(limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return failed(string.Create(CultureInfo.InvariantCulture, $"it took longer than {most.TotalSeconds} s"));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A user's code or a device: whatever it throws is a judgement that failed, and the rollout goes on.
            return failed(error.Message);
        }
    }

    private static string? Clean(string? text) => text is null ? null : PlainText.Clean(text, MaxText);

    private static partial class Log
    {
        [LoggerMessage(2601, LogLevel.Warning, "No validator is implemented for query {Query} of task {Task}: it stays unvalidated")]
        public static partial void NoValidator(ILogger logger, string query, string task);
    }
}
