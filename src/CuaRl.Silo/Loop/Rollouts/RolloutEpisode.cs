using System.Collections.Immutable;
using CuaRl.Core.Actions;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Loop.Rollouts;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>
/// The turns of one attempt: look, sample, read what was meant, do it, look again. They are recorded while the next ones are taken;
/// the episode is over when all of them are durable.
/// </summary>
internal sealed class RolloutEpisode(
    RolloutServices services, Outages outages, RolloutPlan plan, HeldDevice device, IActionFormat format, IEpisodeSampler agent,
    IRolloutGrain rollout, int attempt)
{
    /// <summary>For how long a device is kept, in all, for a trainer that is away again and again: less than its lease holds beyond the task.</summary>
    private static readonly TimeSpan LongestAway = TimeSpan.FromMinutes(8);

    private readonly ImmutableArray<DrivenTurn>.Builder _turns = ImmutableArray.CreateBuilder<DrivenTurn>();
    private readonly EpisodeMemory _memory = new(format);
    private readonly JsonText _input = new TaskInput(plan.Task.Description).ToJson();
    private readonly DateTimeOffset _startedAt = services.Time.GetUtcNow();
    private readonly long _started = services.Time.GetTimestamp();
    private readonly TimeSpan _waitedBefore = device.Waited;
    private ParsedCall.Finish? _finish;

    /// <summary>What was spent on keeping the device for others.</summary>
    private TimeSpan _aside;

    /// <summary>What was spent on waiting for a trainer that was away.</summary>
    private TimeSpan _away;

    /// <summary>What it showed first, if it was restored and that is not what it had shown: not every device shows the same again.</summary>
    private string? _unlike;
    private int _number;

    /// <summary>What was sampled in each turn.</summary>
    public ImmutableArray<DrivenTurn> Turns => _turns.ToImmutable();

    /// <summary>Why the model could not answer; null when it always could. It says nothing of the policy.</summary>
    public string? ModelError { get; private set; }

    /// <summary>What the agent said at the end; null when it did not finish.</summary>
    public string? FinishMessage => _finish?.Message;

    /// <param name="past">The turns that it goes on from, which were taken before; none after a reset.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AttemptLostException">The attempt was lost to its device or the service.</exception>
    public async Task<RolloutEnd> PlayAsync(IReadOnlyList<StoredTurn> past, CancellationToken cancellationToken)
    {
        var first = await LookAsync(cancellationToken);
        foreach (var turn in past)
        {
            _memory.Recall(turn, first.View.Size);
        }

        _number = past.Count;
        _unlike = past.Count > 0 && past[^1].Content.ScreenshotAfter != first.Picture.Sha256 ? first.Picture.Sha256 : null;
        var recorder = TurnRecorder.Begin(services, rollout, attempt, Running(), first, isReset: past.Count == 0, cancellationToken);
        try
        {
            return await TakeTurnsAsync(first, recorder, cancellationToken);
        }
        finally
        {
            await recorder.EndAsync();
        }
    }

    /// <summary>How it ended, before anybody judged it.</summary>
    public RolloutOutcome Outcome(RolloutEnd end) => new()
    {
        TaskCompleted = _finish is not null,
        AgentReportedSuccess = _finish?.IsSuccess,
        FinishMessage = FinishMessage,
        StopReason = StopReasons.Of(end, end switch
        {
            RolloutEnd.TaskTimeout => (int)plan.MaxTaskTime.TotalMinutes,
            RolloutEnd.MaxTurns or RolloutEnd.MaxSteps => plan.MaxTurns,
            _ => _number,
        }),
        Counters = new ActionCounters
        {
            NumTotalActions = _memory.Tally.NumTotalActions,
            ConsecutiveRepeatedActions = _memory.Tally.ConsecutiveRepeatedActions,
            ParseErrors = _memory.Tally.ParseErrors,
            ToolNameErrors = _memory.Tally.ToolNameErrors,
            ToolArgumentErrors = _memory.Tally.ToolArgErrors,
            RuntimeErrors = _memory.Tally.RuntimeErrors,
            AttemptedCompletion = _memory.Tally.AttemptedCompletion,
            TurnFirstSuccess = _memory.Tally.TurnFirstSuccess,
            TurnTaskCompleted = _memory.Tally.TurnTaskCompleted,
        },
        Errors = ModelError is null ? [] : [ModelError],
        RolloutSeconds = services.Time.GetElapsedTime(_started).TotalSeconds,
        TaskStartTime = _startedAt,
        TaskEndTime = services.Time.GetUtcNow(),
    };

    private RolloutReport Running() => new()
    {
        Status = RolloutStatus.Running,
        Phase = RolloutPhase.TaskExecution,
        PolicyStep = plan.PolicyStep,
        Environment = new EnvironmentReport
        {
            Status = EnvironmentStatus.Running, BoxId = device.Lease.BoxId, BoxType = device.Lease.BoxType,
        },
    };

    /// <summary>The time of the task: what it waited for others is none of it.</summary>
    private TimeSpan Spent => services.Time.GetElapsedTime(_started) - _aside - _away - (device.Waited - _waitedBefore);

    private async Task<RolloutEnd> TakeTurnsAsync(ShownScreen screen, TurnRecorder recorder, CancellationToken cancellationToken)
    {
        while (++_number <= plan.MaxTurns)
        {
            if (Spent >= plan.MaxTaskTime)
            {
                return RolloutEnd.TaskTimeout;
            }

            var watch = new StageWatch(services.Time);
            var (answer, failure) = await SampleAsync(screen.View, cancellationToken);
            if (answer is null)
            {
                return failure;
            }

            watch.Done("model_inference");
            var actions = await DoAsync(answer, screen.View, cancellationToken);
            watch.Done("action_execution");
            _turns.Add(new DrivenTurn(answer.Observation, answer.Tokens, answer.LogProbabilities, screen.Picture.Sha256));
            screen = _finish is null ? await LookAsync(cancellationToken) : screen;
            watch.Done("screenshot_after");
            var snapshot = await SnapshotAsync(cancellationToken);
            await recorder.AddAsync(new PlayedTurn(Turn(answer, actions, screen.Picture, watch), answer, screen, snapshot));
            _unlike = null;
            if (_finish is { } finish)
            {
                return finish.IsSuccess ? RolloutEnd.FinishSuccess : RolloutEnd.FinishFailure;
            }
        }

        return plan.Limit;
    }

    private async Task<ShownScreen> LookAsync(CancellationToken cancellationToken)
    {
        var shown = await device.ScreenshotAsync(cancellationToken);
        var picture = services.Blobs.Put(shown.Image, shown.MediaType, cancellationToken);
        return new ShownScreen(
            new AgentView(shown.Image, shown.MediaType, picture.Sha256, new ScreenSize(shown.Width, shown.Height), shown.Elements),
            picture);
    }

    /// <summary>The device as it is now; null where nobody goes on from here. How long that takes is no time of the task.</summary>
    private async Task<JsonText?> SnapshotAsync(CancellationToken cancellationToken)
    {
        if (_finish is not null || _number == plan.MaxTurns || !plan.KeepsDeviceAfter(_number))
        {
            return null;
        }

        var (began, waited) = (services.Time.GetTimestamp(), device.Waited);
        var snapshot = await device.SnapshotAsync(cancellationToken);
        _aside += services.Time.GetElapsedTime(began) - (device.Waited - waited);
        return snapshot;
    }

    /// <summary>What the policy answers within a turn's time. A trainer that cannot be asked for as long is no fault of the policy.</summary>
    private async Task<(SampledTurn? Answer, RolloutEnd Failure)> SampleAsync(AgentView view, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(plan.MaxTurnTime, services.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        TrainerUnavailableException? away = null;
        SampledTurn? answer = null;
        var began = services.Time.GetTimestamp();
        var asked = began;
        try
        {
            return (await outages.OutlastAsync(AskAsync, either.Token), default);
        }
        catch (TrainerRefusedException refusal)
        {
            ModelError = refusal.Message;
            return (null, RolloutEnd.ModelError);
        }
        catch (Exception late) when (late is OperationCanceledException or TrainerUnavailableException
            && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // An answer that came in time counts, however long it took to say so where others had waited.
            return answer is not null ? (answer, default)
                : away is null ? (null, RolloutEnd.ModelTimeout)
                : throw AttemptLostException.ToTrainer(away, UntilItAnswersAsync);
        }
        finally
        {
            _away += services.Time.GetElapsedTime(began, asked);
        }

        async Task<SampledTurn> AskAsync()
        {
            asked = away is null ? began : services.Time.GetTimestamp();
            try
            {
                return answer = await agent.SampleAsync(view, _memory.Notice, plan.SamplingSeed(_number), either.Token);
            }
            catch (TrainerUnavailableException unavailable)
            {
                away = unavailable;
                if (_away >= LongestAway)
                {
                    await limit.CancelAsync();
                }

                throw;
            }
        }

        async Task UntilItAnswersAsync(CancellationToken token)
        {
            try
            {
                await outages.OutlastAsync(() => agent.SampleAsync(view, _memory.Notice, plan.SamplingSeed(_number), token), token);
            }
            catch (TrainerRefusedException)
            {
                // That is an answer.
            }
        }
    }

    private async Task<ImmutableArray<TurnAction>> DoAsync(SampledTurn answer, AgentView view, CancellationToken cancellationToken)
    {
        var calls = format.Parse(answer.Response, _memory.Begin(view.Size));
        var actions = ImmutableArray.CreateBuilder<TurnAction>(calls.Length);
        foreach (var call in calls)
        {
            var (result, text) = await DoAsync(call, view.Size, cancellationToken);
            _memory.Add(_number, call, result, text);
            actions.Add(new TurnAction
            {
                ToolName = call.Tool,
                ToolArguments = call.Arguments is { } arguments ? JsonText.Parse(arguments) : null,
                Result = text,
            });
            if (_finish is not null || result != CallResult.Worked)
            {
                break;
            }
        }

        return actions.DrainToImmutable();
    }

    private async Task<(CallResult Result, string Text)> DoAsync(
        ParsedCall call, ScreenSize size, CancellationToken cancellationToken)
    {
        switch (call)
        {
            case ParsedCall.Finish finish:
                _finish = finish;
                return (CallResult.Worked, EpisodeMemory.Worked);
            case ParsedCall.Act act:
                foreach (var action in act.Actions)
                {
                    try
                    {
                        await device.ActAsync(action, cancellationToken);
                    }
                    catch (Exception refusal) when (refusal is InvalidRequestException or DeviceUnsupportedException)
                    {
                        return (CallResult.Refused, refusal.Message);
                    }

                    _memory.Did(action, _memory.See(size));
                }

                return (CallResult.Worked, EpisodeMemory.Worked);
            case ParsedCall.Screenshot:
                return (CallResult.Worked, EpisodeMemory.Worked);
            case ParsedCall.Error error:
                return (CallResult.Refused, error.Message);
            case ParsedCall.Missing missing:
                return (CallResult.Refused, missing.Message);
            case ParsedCall.NeedsGrounding grounding:
                return (CallResult.Refused, $"no grounding model says where this is: {grounding.Elements[0]}");
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call, "no call that is known");
        }
    }

    private TurnContent Turn(SampledTurn answer, ImmutableArray<TurnAction> actions, StoredBlob after, StageWatch watch) => new()
    {
        Turn = _number,
        ModelResponse = answer.Response,
        Actions = actions,
        ScreenshotAfter = after.Sha256,
        ScreenshotBefore = _unlike,
        ModelInput = answer.ModelInput ?? _input,
        StageTimings = watch.ToJson(),
        Reward = 0,
        IsDone = _finish is not null,
        StartTime = watch.StartedAt,
        TurnSeconds = watch.Elapsed.TotalSeconds,
        TokenIds = answer.Tokens,
        LogProbabilities = answer.LogProbabilities,
    };
}
