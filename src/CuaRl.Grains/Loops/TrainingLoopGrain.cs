using System.Collections.Immutable;
using CuaRl.Core.Tasks;
using CuaRl.Core.Time;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Loops;

/// <remarks>
/// A lease is given, made longer or ended only by a write over the version that this activation read: of two activations at one
/// moment one fails.
/// </remarks>
internal sealed partial class TrainingLoopGrain(
    [PersistentState(TrainingLoopState.StateName)] IPersistentState<TrainingLoopState> record,
    TimeProvider time,
    ILogger<TrainingLoopGrain> logger) : Grain, ITrainingLoopGrain
{
    private static readonly TimeSpan ShortestLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLease = TimeSpan.FromHours(1);
    private const int MaxName = 200;
    private const int MaxSession = 500;

    private string Id => GrainKeys.TrainingLoopId(this.GetPrimaryKeyString());

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    private TrainingLoopState Known => record.RecordExists ? record.State : new TrainingLoopState { TrainingId = Id };

    async Task<LoopInfo> ITrainingLoopGrain.Acquire(string driver, TimeSpan duration)
    {
        Rule.Keep("driver", driver is { Length: >= 1 and <= MaxName } ? null : $"must be 1 to {MaxName} characters");
        Rule.Keep("duration", duration >= ShortestLease && duration <= LongestLease
            ? null : $"must be {ShortestLease.TotalSeconds} s to {LongestLease.TotalHours} h");
        var now = Now;
        if (Known is { Driver: { } other } held && other != driver && now < held.ExpiresAt)
        {
            return held.Info;
        }

        var loop = await SaveAsync(Known.Taken(driver, duration, now));
        Log.Taken(logger, Id, driver, loop.Token);
        return loop;
    }

    Task<LoopInfo> ITrainingLoopGrain.Renew(long token) => SaveAsync(HeldBy(token).Renewed(Now));

    async Task<LoopInfo> ITrainingLoopGrain.Release(long token) =>
        Known is { Driver: not null } held && held.Token == token ? await SaveAsync(held.Released()) : Known.Info;

    Task<LoopInfo> ITrainingLoopGrain.Note(long token, TrainerCursor cursor)
    {
        Rule.Keep("cursor", cursor is null ? "must be given" : null);
        Rule.Keep("session_id", cursor!.SessionId is { Length: >= 1 and <= MaxSession } ? null : $"must be 1 to {MaxSession} characters");
        Rule.Keep("step", RecordRules.NotNegative(cursor.Step));
        Rule.Keep("sequence", cursor.Sequence >= 1 ? null : "must be 1 or more");
        Rule.Keep("sampler_path", RecordRules.Path(cursor.SamplerPath));
        return SaveAsync(HeldBy(token).Renewed(Now).At(cursor));
    }

    Task<LoopInfo> ITrainingLoopGrain.NoteReplay(long token, LoopReplay replay)
    {
        Rule.Keep("replay", replay is null ? "must be given" : null);
        return SaveAsync(HeldBy(token).Renewed(Now).With(replay!));
    }

    Task<LoopInfo> ITrainingLoopGrain.FixTasks(long token, TrainingTasks tasks)
    {
        Rule.Keep("tasks", tasks is null ? "must be given" : null);
        Check("training", tasks!.Training);
        Check("evaluation", tasks.Evaluation);
        return SaveAsync(HeldBy(token).Renewed(Now).On(tasks));
    }

    Task<LoopInfo> ITrainingLoopGrain.Describe() => Task.FromResult(Known.Info);

    Task ITrainingLoopGrain.Delete()
    {
        if (record.RecordExists)
        {
            return this.ClearAsync(record);
        }

        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private static void Check(string field, ImmutableArray<string> ids)
    {
        Rule.Keep(field, ids.IsDefault ? "must be given" : TaskRules.Count(ids.Length));
        foreach (var id in ids)
        {
            Rule.Keep(field, TaskRules.Name(id));
        }
    }

    private TrainingLoopState HeldBy(long token) =>
        Known.IsHeldBy(token, Now) ? Known : throw new DriverLostException(Id, token, Known.Token);

    private async Task<LoopInfo> SaveAsync(TrainingLoopState next)
    {
        await this.StoreAsync(record, next);
        return next.Info;
    }

    private static partial class Log
    {
        [LoggerMessage(1901, LogLevel.Debug, "Training {TrainingId} is driven by {Driver} with token {Token}")]
        public static partial void Taken(ILogger logger, string trainingId, string driver, long token);
    }
}
