using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class AnnotationsTests : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly StoredTrainings _stored;
    private readonly Annotations _annotations;

    public AnnotationsTests(PostgresDatabase database)
    {
        _stored = new StoredTrainings(database);
        _annotations = new Annotations(database.Source, _stored.Gate, StoredTrainings.Service, TimeProvider.System);
    }

    [PostgresFact]
    public async Task Add_ToEveryKindOfRecord_IsListedAndGoesWithTheRecord()
    {
        var training = await _stored.AddTrainingAsync("annotated");
        var batch = await _stored.AddBatchAsync(training, "eval");
        var group = await _stored.AddGroupAsync(batch);
        var rollout = await _stored.AddRolloutAsync(group);
        var number = (long)rollout["number"]!;
        (RecordKind Kind, long Number)[] places =
        [
            (RecordKind.Training, (long)training["number"]!), (RecordKind.Eval, (long)batch["number"]!),
            (RecordKind.Group, (long)group["number"]!), (RecordKind.Rollout, number), (RecordKind.Environment, (number * 100) + 1),
        ];
        foreach (var (kind, at) in places)
        {
            var note = Note(kind, at, "text");
            Assert.Equal(note, await _annotations.AddAsync(note, default));
            Assert.Equal([note], await _annotations.ListAsync(kind, at, default));
        }

        await _stored.ClearAsync("rollout", rollout);
        await _stored.ClearAsync("group", group);
        await _stored.ClearAsync("batch", batch);
        await _stored.ClearAsync("training", training);
        foreach (var (kind, at) in places)
        {
            Assert.Empty(await _annotations.ListAsync(kind, at, default));
        }
    }

    [PostgresFact]
    public async Task Add_SameTagOrIdAgain_GivesTheFirstAnswer_NotesAreKeptApart()
    {
        var number = (long)(await _stored.AddTrainingAsync("tagged"))["number"]!;
        var tag = Note(RecordKind.Training, number, null) with { Tag = "good" };
        var first = await _annotations.AddAsync(tag, default);

        Assert.Equal(first, await _annotations.AddAsync(tag with { Actor = "other" }, default));
        Assert.Equal(first, await _annotations.AddAsync(tag with { Id = Guid.CreateVersion7().ToString() }, default));
        await _annotations.AddAsync(Note(RecordKind.Training, number, "n"), default);
        await _annotations.AddAsync(Note(RecordKind.Training, number, "n"), default);
        Assert.Equal(3, (await _annotations.ListAsync(RecordKind.Training, number, default)).Count);

        Assert.True(await _annotations.RemoveAsync(Guid.Parse(first.Id), default));
        Assert.False(await _annotations.RemoveAsync(Guid.Parse(first.Id), default));
    }

    [PostgresTheory]
    [InlineData(RecordKind.Step)]
    [InlineData(RecordKind.Baseline)]
    [InlineData(RecordKind.Environment)]
    public async Task Add_ToARecordThatIsNot_IsNotFound(RecordKind kind)
    {
        var batch = await _stored.AddBatchAsync(await _stored.AddTrainingAsync($"absent {kind}"), "eval");
        var rollout = await _stored.AddRolloutAsync(await _stored.AddGroupAsync(batch));
        // A batch of another kind, and a second attempt.
        var number = kind is RecordKind.Environment ? ((long)rollout["number"]! * 100) + 2 : (long)batch["number"]!;

        await Assert.ThrowsAsync<NotFoundException>(() => _annotations.AddAsync(Note(kind, number, "n"), default));
    }

    private static Annotation Note(RecordKind kind, long number, string? note) => new()
    {
        Id = Guid.CreateVersion7().ToString(),
        Kind = kind,
        Number = number,
        Note = note,
        Actor = "someone",
        CreatedAt = Now,
    };
}
