using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;
using CuaRl.Silo.Loop.Groups;

namespace CuaRl.Silo.Loop;

/// <summary>
/// Drives the trainings that the loop is to drive: every one of them by one silo at a time, one that has what it takes. It looks again and
/// again for trainings that nobody drives, so that those of a silo that went away are taken over when its lease is over.
/// </summary>
internal sealed partial class LoopKeeper(
    IGrainFactory grains, TrainingLoops loops, LeftAlone left, Patience patience, IIdGenerator ids, ServiceSettings settings, TimeProvider time,
    ILogger<LoopKeeper> logger) : BackgroundService
{
    private const int PageSize = 1_000;
    private const int RenewalsOfALease = 6;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _renewal = settings.DriverLease / RenewalsOfALease;

    /// <summary>Another one in each life of a process.</summary>
    private readonly string _name = $"{Environment.MachineName}-{Environment.ProcessId}-{ids.NewId()}";

    private readonly Dictionary<string, Task> _driven = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await LookAsync(stoppingToken);
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
        finally
        {
            await Task.WhenAll(_driven.Values);
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var (id, ended) in _driven.Where(driven => driven.Value.IsCompleted).ToArray())
            {
                _driven.Remove(id);
                if (ended.Exception?.InnerException is { } broken)
                {
                    // It is taken again, as one whose silo died is.
                    Log.Broken(logger, id, broken.Message, KnownOr(broken));
                }
            }

            TrainingStatus[] open = [TrainingStatus.Pending, TrainingStatus.Initializing, TrainingStatus.Running];
            foreach (var status in open)
            {
                await LookAsync(new TrainingQuery { Status = status, IncludesArchived = true, Limit = PageSize }, stoppingToken);
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            // The edge of the loop: whatever it is, the next round does the same work.
            Log.NotLooked(logger, error.Message, KnownOr(error));
        }
    }

    private async Task LookAsync(TrainingQuery query, CancellationToken stoppingToken)
    {
        for (TrainingQuery? next = query; next is not null;)
        {
            var page = await grains.GetTrainingCatalog().List(next, stoppingToken);
            foreach (var training in page.Items.Where(training => !_driven.ContainsKey(training.Id) && TrainingLoops.IsDriven(training)))
            {
                try
                {
                    await TakeAsync(training, stoppingToken);
                }
                catch (Exception error) when (error is CuaRlException || Patience.Passes(error))
                {
                    // One that cannot be taken must not keep the others from it.
                    Log.NotTaken(logger, training.RunName, training.Id, error.Message);
                }
            }

            next = page.Next is { } after ? query with { After = after } : null;
        }
    }

    private async Task TakeAsync(TrainingInfo training, CancellationToken stoppingToken)
    {
        if (loops.WhyNotHere(training) is { } reason)
        {
            await left.LeaveAsync(training, reason, stoppingToken);
            return;
        }

        left.Forget(training.Id);
        var loop = grains.GetTrainingLoop(training.Id);
        var taken = await loop.Acquire(_name, settings.DriverLease).WaitAsync(stoppingToken);
        if (taken.Driver == _name)
        {
            Log.Driving(logger, training.RunName, training.Id, taken.Token);
            _driven[training.Id] = DriveAsync(training, new Driver(loop, taken, patience), stoppingToken);
        }
    }

    private async Task DriveAsync(TrainingInfo training, Driver driver, CancellationToken stoppingToken)
    {
        using var given = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewing = RenewAsync(training, driver, given);
        try
        {
            await loops.RunAsync(training, driver, given.Token);
            Log.Done(logger, training.RunName, training.Id);
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            Log.LetGo(logger, training.RunName, training.Id);
        }
        catch (Exception lost) when (Patience.Passes(lost) || lost is DriverLostException or TrainingInactiveException
            or RunNotActiveException or AttemptOverException or TrainerSessionLostException)
        {
            // Somebody else drives it, it stands still, or it has to be begun anew: what is recorded tells whoever goes on.
            Log.Stopped(logger, training.RunName, training.Id, lost.Message);
        }
        catch (Exception error)
        {
            await patience.RepeatAsync(() => FailAsync(training, driver, error), stoppingToken);
        }
        finally
        {
            await given.CancelAsync();
            await renewing;
            await ReleaseAsync(training, driver);
        }
    }

    /// <summary>Holds the lease, and lets go of the training when it is lost or the training is to stand still.</summary>
    private async Task RenewAsync(TrainingInfo training, Driver driver, CancellationTokenSource given)
    {
        given.CancelAfter(settings.DriverLease - _renewal);
        try
        {
            while (true)
            {
                await Task.Delay(_renewal, time, given.Token);
                try
                {
                    // It holds from when it was asked for, and a call that hangs must not outlive it.
                    var asked = time.GetTimestamp();
                    await driver.RenewAsync().WaitAsync(given.Token);
                    var rest = settings.DriverLease - _renewal - time.GetElapsedTime(asked);
                    given.CancelAfter(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
                    var status = (await grains.GetTraining(training.Id).Read().WaitAsync(given.Token)).Status;
                    if (status is not (TrainingStatus.Pending or TrainingStatus.Initializing or TrainingStatus.Running))
                    {
                        await given.CancelAsync();
                    }
                }
                catch (Exception away) when (Patience.Passes(away))
                {
                    Log.NotRenewed(logger, training.Id, away.Message);
                }
            }
        }
        catch (OperationCanceledException) when (given.IsCancellationRequested)
        {
            // It is over.
        }
        catch (Exception error) when (error is CuaRlException || Patience.Passes(error))
        {
            Log.NotRenewed(logger, training.Id, error.Message);
            await given.CancelAsync();
        }
    }

    /// <summary>A training that others paused, ended or started again meanwhile is theirs: what failed may be no more than that.</summary>
    private async Task FailAsync(TrainingInfo training, Driver driver, Exception error)
    {
        try
        {
            // One that another silo drives by now is not this one's to end.
            await driver.RenewAsync();
            var grain = grains.GetTraining(training.Id);
            var isMine = (await grain.Read()).Status is var now
                && (now == TrainingStatus.Running || (now == TrainingStatus.Initializing && error is not InvalidTransitionException));
            if (isMine)
            {
                await grain.Fail(RecordedText.Of(error));
                Log.Failed(logger, training.RunName, training.Id, error.Message, KnownOr(error));
                return;
            }
        }
        catch (Exception gone) when (gone is InvalidTransitionException or NotFoundException or DriverLostException)
        {
            // It ended by other hands.
        }

        Log.Stopped(logger, training.RunName, training.Id, error.Message);
    }

    private async Task ReleaseAsync(TrainingInfo training, Driver driver)
    {
        try
        {
            await driver.ReleaseAsync();
        }
        catch (Exception error) when (error is CuaRlException || Patience.Passes(error))
        {
            Log.NotRenewed(logger, training.Id, error.Message);
        }
    }

    /// <summary>An error that says all in its message needs no stack trace.</summary>
    private static Exception? KnownOr(Exception error) =>
        error is CuaRlException or TimeoutException or TrainingLostException or Core.Grpo.GrpoException ? null : error;

    private static partial class Log
    {
        [LoggerMessage(5301, LogLevel.Warning, "Trainings cannot be looked for: {Reason}")]
        public static partial void NotLooked(ILogger logger, string reason, Exception? error);

        [LoggerMessage(5308, LogLevel.Warning, "Training {RunName} ({TrainingId}) cannot be taken to be driven: {Reason}")]
        public static partial void NotTaken(ILogger logger, string runName, string trainingId, string reason);

        [LoggerMessage(5302, LogLevel.Information, "Training {RunName} ({TrainingId}) is driven here, with token {Token}")]
        public static partial void Driving(ILogger logger, string runName, string trainingId, long token);

        [LoggerMessage(5303, LogLevel.Information, "Training {RunName} ({TrainingId}) is done")]
        public static partial void Done(ILogger logger, string runName, string trainingId);

        [LoggerMessage(5304, LogLevel.Information, "Training {RunName} ({TrainingId}) is let go")]
        public static partial void LetGo(ILogger logger, string runName, string trainingId);

        [LoggerMessage(5305, LogLevel.Information, "Training {RunName} ({TrainingId}) is not driven here any more: {Reason}")]
        public static partial void Stopped(ILogger logger, string runName, string trainingId, string reason);

        [LoggerMessage(5306, LogLevel.Error, "Training {RunName} ({TrainingId}) failed: {Reason}")]
        public static partial void Failed(ILogger logger, string runName, string trainingId, string reason, Exception? error);

        [LoggerMessage(5309, LogLevel.Error, "The drive of training {TrainingId} broke off, and it is taken again: {Reason}")]
        public static partial void Broken(ILogger logger, string trainingId, string reason, Exception? error);

        [LoggerMessage(5307, LogLevel.Warning, "The lease to drive training {TrainingId} is not renewed: {Reason}")]
        public static partial void NotRenewed(ILogger logger, string trainingId, string reason);
    }
}
