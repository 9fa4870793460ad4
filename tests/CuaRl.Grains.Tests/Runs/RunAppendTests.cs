using CuaRl.Grains.Tests.Support;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Grains.Tests.Runs;

public sealed class RunAppendTests(TreeHost host) : IClassFixture<TreeHost>, IAsyncLifetime
{
    private const string MissingBlob = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private IStateTreeGrain _tree = null!;
    private IRunGrain _run = null!;

    public async Task InitializeAsync()
    {
        _tree = await host.NewTreeAsync();
        _run = await host.NewRunAsync(_tree, -1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Append_FirstStates_BeginWithTheRootAndKeepTheChain()
    {
        host.Time.Now = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_567);

        var first = await _run.Append(TreeHost.State(0), TreeHost.State(1));
        var second = await _run.Append(TreeHost.State(2));

        Assert.Equal((0, 1, null), (first.FirstStep, first.LastStep, first.Parent));
        Assert.Equal((2, 2, new StateId(first.RunId, 1)), (second.FirstStep, second.LastStep, second.Parent));
        Assert.Equal(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1_234_560), first.CreatedAt);
        await AssertNumbersAsync(0, 1, 2);
    }

    [Fact]
    public async Task Append_ToANewRun_ReadsNoHead()
    {
        var reads = host.Runs.HeadReads;

        await _run.Append(TreeHost.State(0));
        await _run.Append(TreeHost.State(1));

        Assert.Equal(reads, host.Runs.HeadReads);
    }

    [Fact]
    public async Task Append_SameOperationAndContent_GivesTheFirstAnswerWhateverHappenedSince()
    {
        var request = Request("once", 1);
        var first = await _run.Append(request);
        host.Time.Now += TimeSpan.FromHours(1);
        await _run.Append(TreeHost.State(2));
        await _run.Complete();

        Assert.Equal(first, await _run.Append(request));
        await AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task Append_SameOperationOtherContent_IsRefusedByName()
    {
        await _run.Append(Request("once", 1));

        var error = await Assert.ThrowsAsync<OperationReusedException>(() => _run.Append(Request("once", 2)));

        Assert.Equal("once", error.OperationId);
        await _run.Append(TreeHost.State(2));
        await AssertNumbersAsync(1, 2);
    }

    [Fact]
    public async Task Append_ExpectedHeadElsewhere_IsStaleNamingBothAndWritesNothing()
    {
        await _run.Append(TreeHost.State(0), TreeHost.State(1));

        var error = await Assert.ThrowsAsync<StaleHeadException>(
            () => _run.Append(new AppendRequest { States = [TreeHost.State(9)], ExpectedHead = 0 }));

        Assert.Equal((0, 1), (error.ExpectedHead, error.ActualHead));
        await AssertNumbersAsync(0, 1);
    }

    [Fact]
    public async Task Append_ManyAtOnceWithoutExpectation_AreOneHistory()
    {
        var receipts = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => _run.Append(TreeHost.State(number))));

        Assert.Equal(Enumerable.Range(0, 100).Select(step => (long)step), receipts.Select(receipt => receipt.FirstStep).Order());
        Assert.Equal(Enumerable.Range(0, 100), (await NumbersAsync()).Order());
    }

    [Fact]
    public async Task Append_OneRefusedAmongMany_LeavesNoGapAndTheOthersGoOn()
    {
        var appends = Enumerable.Range(0, 40).Select(number => _run.Append(
            number == 5 ? TreeHost.State(number) with { Blobs = [MissingBlob] } : TreeHost.State(number))).ToArray();

        var error = await Assert.ThrowsAsync<NotFoundException>(() => Task.WhenAll(appends));

        Assert.Equal(("blob", MissingBlob), (error.Kind, error.ResourceId));
        Assert.Equal(Enumerable.Range(0, 40).Where(number => number != 5), (await NumbersAsync()).Order());
    }

    [Theory]
    [InlineData(StorageFault.BeforeTheWrite)]
    [InlineData(StorageFault.AfterTheWrite)]
    internal async Task Append_OutcomeUnknown_IsNoSuccessAndOnceWhenRepeated(StorageFault fault)
    {
        await _run.Append(TreeHost.State(0));
        host.Runs.NextAppend = fault;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => _run.Append(Request("again", 1)));

        Assert.Equal(1, (await _run.Append(Request("again", 1))).FirstStep);

        await _run.Append(TreeHost.State(2));
        await AssertNumbersAsync(0, 1, 2);
    }

    [Fact]
    public async Task Append_RunThatIsNotThere_IsNotFound()
    {
        var run = host.Grains.GetRun("01993a60-0000-7000-8000-00000000ffff");

        var error = await Assert.ThrowsAsync<NotFoundException>(() => run.Append(TreeHost.State(0)));

        Assert.Equal("run", error.Kind);
    }

    [Theory]
    [MemberData(nameof(BrokenRequests))]
    public async Task Append_BrokenRule_IsRefusedByFieldAndNothingArrives(string field, AppendRequest request)
    {
        var arrived = host.Runs.Arrived;

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => _run.Append(request));

        Assert.Equal(field, error.Field);
        Assert.Equal(arrived, host.Runs.Arrived);
    }

    public static TheoryData<string, AppendRequest> BrokenRequests => new()
    {
        { "states", new AppendRequest { States = [] } },
        { "states", new AppendRequest { States = [.. Enumerable.Repeat(TreeHost.State(0), 4097)] } },
        { "operation_id", Request("", 0) },
        { "operation_id", Request("two\nlines", 0) },
        { "expected_head", Request(null, 0) with { ExpectedHead = -2 } },
        { "observation", Of(TreeHost.State(0) with { Observation = null! }) },
        { "observation", Of(TreeHost.State(0) with { Observation = JsonText.Parse($"\"{new string('x', 20_000_000)}\"") }) },
        { "reward", Of(TreeHost.State(0) with { Reward = double.NaN }) },
        { "step_number", Of(TreeHost.State(0) with { StepNumber = -1 }) },
        { "log_probabilities", Of(TreeHost.State(0) with { TokenIds = [1, 2], LogProbabilities = [-1f] }) },
        { "log_probabilities", Of(TreeHost.State(0) with { TokenIds = [1], LogProbabilities = [float.NaN] }) },
        { "blobs", Of(TreeHost.State(0) with { Blobs = ["not a hash"] }) },
    };

    [Fact]
    public async Task Complete_WhileAppendsAreUnderWay_WaitsForThem()
    {
        await _run.Append(TreeHost.State(0));
        var (arrived, writes) = (host.Runs.Arrived, host.Faults.Writes);
        host.Runs.Hold();
        var before = Enumerable.Range(1, 5).Select(number => _run.Append(TreeHost.State(number))).ToArray();
        await Eventually.HoldsAsync("the appends are under way", () => Task.FromResult(host.Runs.Arrived == arrived + 5));

        var completed = _run.Complete(JsonText.Parse("7"), expectedHead: 5);
        var still = await _run.Describe();
        Assert.Equal((RunStatus.Active, 0, writes), (still.Status, still.Head, host.Faults.Writes));
        host.Runs.Release();

        await Task.WhenAll(before);
        var info = await completed;
        Assert.Equal((RunStatus.Completed, 5), (info.Status, info.Head));
        Assert.Equal(Enumerable.Range(0, 6), (await NumbersAsync()).Order());
    }

    [Fact]
    public async Task Append_WhileTheRunCompletes_WaitsAndIsRefused()
    {
        await _run.Append(TreeHost.State(0));
        var (arrived, writes) = (host.Runs.Arrived, host.Faults.Writes);
        host.Faults.Hold();
        var completed = _run.Complete();
        await Eventually.HoldsAsync("the record is being written", () => Task.FromResult(host.Faults.Writes == writes + 1));

        var late = _run.Append(TreeHost.State(1));
        var still = await _run.Describe();
        Assert.Equal((RunStatus.Active, arrived), (still.Status, host.Runs.Arrived));
        host.Faults.Release();

        Assert.Equal(RunStatus.Completed, (await completed).Status);
        Assert.Equal(RunStatus.Completed, (await Assert.ThrowsAsync<RunNotActiveException>(() => late)).Status);
        await AssertNumbersAsync(0);
    }

    private static AppendRequest Request(string? operationId, int number) =>
        new() { States = [TreeHost.State(number)], OperationId = operationId };

    private static AppendRequest Of(StateContent state) => new() { States = [state] };

    private async Task AssertNumbersAsync(params int[] expected) => Assert.Equal(expected, await NumbersAsync());

    private async Task<int[]> NumbersAsync()
    {
        var page = await _run.GetStates(new StateQuery { Limit = 1000 });
        Assert.Equal(Enumerable.Range(0, page.Items.Length).Select(step => (long)step), page.Items.Select(state => state.Id.Step));
        return [.. page.Items.Select(state => int.Parse(
            state.Content.Observation.ToString().Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture))];
    }
}
