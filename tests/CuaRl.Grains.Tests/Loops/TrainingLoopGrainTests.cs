using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Loops;

public sealed class TrainingLoopGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly TrainingHost _host = new();
    private readonly TrainingHost _other;

    public TrainingLoopGrainTests() => _other = new TrainingHost(_host);

    private string Id { get; } = RecordIds.Training("loop");

    private ITrainingLoopGrain Loop => _host.Grains.GetTrainingLoop(Id);

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Acquire_WhileAnotherHolds_GivesTheOthersLease()
    {
        var first = await Loop.Acquire("a", Lease);

        var second = await Loop.Acquire("b", Lease);

        Assert.Equal(("a", 1L), (second.Driver, second.Token));
        Assert.Equal(first.ExpiresAt, second.ExpiresAt);
    }

    [Fact]
    public async Task Acquire_ByItsHolder_KeepsTheTokenAndHoldsLonger()
    {
        var first = await Loop.Acquire("a", Lease);
        _host.Time.Now += TimeSpan.FromSeconds(20);

        var again = await Loop.Acquire("a", Lease);

        Assert.Equal(first.Token, again.Token);
        Assert.Equal(first.ExpiresAt + TimeSpan.FromSeconds(20), again.ExpiresAt);
    }

    [Fact]
    public async Task Acquire_AfterItsTime_TakesOverAndFencesTheDriverBefore()
    {
        var first = await Loop.Acquire("a", Lease);
        _host.Time.Now += Lease;

        var second = await Loop.Acquire("b", Lease);

        Assert.Equal(("b", 2L), (second.Driver, second.Token));
        var lost = await Assert.ThrowsAsync<DriverLostException>(() => Loop.Note(first.Token, Cursor(1)));
        Assert.Equal((Id, 1L, 2L), (lost.TrainingId, lost.Given, lost.Present));
        await Assert.ThrowsAsync<DriverLostException>(() => Loop.Renew(first.Token));
        await Assert.ThrowsAsync<DriverLostException>(() => Loop.NoteReplay(first.Token, Replay(1)));
        await Assert.ThrowsAsync<DriverLostException>(() => Loop.FixTasks(first.Token, Tasks("a")));
        Assert.Equal("b", (await Loop.Release(first.Token)).Driver);
        Assert.Null((await Loop.Describe()).Cursor);
        Assert.Null((await Loop.Describe()).Tasks);
    }

    [Fact]
    public async Task FixTasks_ByTwoDrivers_KeepsTheFirstOnes()
    {
        var first = await Loop.Acquire("a", Lease);
        await Loop.FixTasks(first.Token, Tasks("b", "a", "b"));
        await Loop.Release(first.Token);
        var next = await Loop.Acquire("b", Lease);

        var kept = (await Loop.FixTasks(next.Token, Tasks("c"))).Tasks!;

        Assert.Equal(["b", "a", "b"], next.Tasks!.Training.AsEnumerable());
        Assert.Equal(["b", "a", "b"], kept.Training.AsEnumerable());
        Assert.Equal(["eval"], kept.Evaluation.AsEnumerable());
    }

    [Fact]
    public async Task FixTasks_WithAnIdThatIsNone_WritesNothing()
    {
        var first = await Loop.Acquire("a", Lease);

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Loop.FixTasks(first.Token, Tasks("a", "")));

        Assert.Equal("training", error.Field);
        Assert.Null((await Loop.Describe()).Tasks);
    }

    private static TrainingTasks Tasks(params string[] training) => new() { Training = [.. training], Evaluation = ["eval"] };

    [Fact]
    public async Task Renew_AfterItsTime_IsRefusedThoughNobodyTookIt()
    {
        var first = await Loop.Acquire("a", Lease);
        _host.Time.Now += TimeSpan.FromSeconds(29);
        await Loop.Renew(first.Token);
        _host.Time.Now += TimeSpan.FromSeconds(29);
        await Loop.Renew(first.Token);
        _host.Time.Now += Lease;

        await Assert.ThrowsAsync<DriverLostException>(() => Loop.Renew(first.Token));
    }

    [Fact]
    public async Task Release_ByItsHolder_LetsTheNextOneInAtOnce()
    {
        var first = await Loop.Acquire("a", Lease);

        Assert.Null((await Loop.Release(first.Token)).Driver);
        Assert.Equal(("b", 2L), await Loop.Acquire("b", Lease) is var next ? (next.Driver, next.Token) : default);
    }

    [Fact]
    public async Task Note_ThenAnotherDriver_FindsWhereTheOneBeforeStood()
    {
        var first = await Loop.Acquire("a", Lease);
        await Loop.Note(first.Token, Cursor(3));
        await Loop.NoteReplay(first.Token, Replay(3));
        await Loop.Release(first.Token);

        var next = await Loop.Acquire("b", Lease);

        Assert.Equal(Cursor(3), next.Cursor);
        Assert.Equal(Replay(3), Assert.Single(next.Replays));
    }

    [Fact]
    public async Task NoteReplay_AgainAndAgain_KeepsTheLastHundred()
    {
        var first = await Loop.Acquire("a", Lease);
        for (var i = 0; i < 101; i++)
        {
            await Loop.NoteReplay(first.Token, Replay(i));
        }

        var replays = (await Loop.Describe()).Replays;
        Assert.Equal((100, 1, 100), (replays.Length, replays[0].FromStep, replays[^1].FromStep));
    }

    [Fact]
    public async Task Acquire_OnTwoActivationsAtOnce_GivesTheLeaseToOne()
    {
        await Loop.Describe();
        await _other.Grains.GetTrainingLoop(Id).Describe();
        var first = await Loop.Acquire("a", Lease);

        // The other activation has not heard of it: its write is refused, and the next call reads what is there.
        await Assert.ThrowsAsync<StaleStateException>(() => _other.Grains.GetTrainingLoop(Id).Acquire("b", Lease));
        Assert.Equal(first.Token, (await _other.Grains.GetTrainingLoop(Id).Acquire("b", Lease)).Token);
        Assert.Equal("a", (await _other.Grains.GetTrainingLoop(Id).Describe()).Driver);
    }

    [Theory]
    [InlineData("", 30, "driver")]
    [InlineData("a", 0, "duration")]
    [InlineData("a", 3601, "duration")]
    public async Task Acquire_WithAFieldThatBreaksARule_WritesNothing(string driver, int seconds, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Loop.Acquire(driver, TimeSpan.FromSeconds(seconds)));

        Assert.Equal(field, error.Field);
        Assert.Equal(0, (await Loop.Describe()).Token);
    }

    [Fact]
    public async Task Note_WithAFieldThatBreaksARule_WritesNothing()
    {
        var token = (await Loop.Acquire("a", Lease)).Token;

        foreach (var (cursor, field) in new[]
        {
            (Cursor(1) with { SessionId = "" }, "session_id"), (Cursor(-1), "step"), (Cursor(1) with { Sequence = 0 }, "sequence"),
            (Cursor(1) with { SamplerPath = "" }, "sampler_path"),
        })
        {
            Assert.Equal(field, (await Assert.ThrowsAsync<InvalidRequestException>(() => Loop.Note(token, cursor))).Field);
        }

        Assert.Null((await Loop.Describe()).Cursor);
    }

    [Fact]
    public async Task Training_Deleted_TakesTheRecordOfItsLoopWithIt()
    {
        var training = await _host.Grains.GetTrainingCatalog().Start(TrainingHost.Definition());
        var loop = _host.Grains.GetTrainingLoop(training.Id);
        await loop.Acquire("a", Lease);
        await _host.Grains.GetTraining(training.Id).Cancel();

        await _host.Grains.GetTraining(training.Id).Delete();

        Assert.Equal(0, (await loop.Describe()).Token);
    }

    private static TrainerCursor Cursor(int step) => new() { SessionId = "s", Step = step, Sequence = 7, SamplerPath = "embedded://t/sampler_weights/000003" };

    private static LoopReplay Replay(int step) => new()
    {
        SessionId = "s", StatePath = null, FromStep = step, ToStep = step + 2, At = DateTimeOffset.UnixEpoch,
    };
}
