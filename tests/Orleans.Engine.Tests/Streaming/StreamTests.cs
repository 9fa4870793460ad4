using Orleans.Engine.Tests.Calls;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Streaming;

[Collection(EngineSuite.Name)]
public sealed class StreamTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private IStreamGrain Grain => engine.Client.GetGrain<IStreamGrain>(_key);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    [InlineData(1000, 100)]
    [InlineData(1000, 3)]
    [InlineData(20, 1)]
    public async Task Sequence_ReadToItsEnd_IsWholeAndInOrder(int count, int batchSize)
    {
        var numbers = new List<int>();
        await foreach (var number in Grain.Count(count).WithBatchSize(batchSize))
        {
            numbers.Add(number);
        }

        Assert.Equal(Enumerable.Range(0, count), numbers);
    }

    [Fact]
    public async Task Sequence_WhileItWaits_LetsCallsOfTheGrainIn()
    {
        var numbers = new List<int>();
        await foreach (var number in Grain.CountWaiting(3, _key))
        {
            numbers.Add(number);
            await Grain.Open(_key);
        }

        Assert.Equal([0, 1, 2], numbers);
    }

    [Fact]
    public async Task Sequence_ThatFails_GivesItsElementsThenItsError()
    {
        var numbers = new List<int>();
        var failure = await Assert.ThrowsAsync<ParcelException>(async () =>
        {
            await foreach (var number in Grain.CountAndFail(5))
            {
                numbers.Add(number);
            }
        });
        Assert.Equal(("torn", 5), (failure.Message, failure.Code));
        Assert.Equal([0, 1, 2, 3, 4], numbers);
    }

    [Fact]
    public async Task Sequence_Left_EndsOnTheGrain()
    {
        await foreach (var number in Grain.CountForever())
        {
            Assert.Equal(0, number);
            break;
        }

        await Eventually.HoldsAsync("the iterator's end", () => Task.FromResult(Diary.Of(_key).Length == 1));
    }

    [Fact]
    public async Task Sequence_Cancelled_ThrowsAndEndsOnTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Grain.CountForever().WithCancellation(cancellation.Token))
            {
                await cancellation.CancelAsync();
            }
        });
        await Diary.Holds(_key, "cancelled");
    }

    [Fact]
    public async Task Sequence_OfADeactivatedGrain_IsAborted()
    {
        var sequence = Grain.Count(1000).WithBatchSize(1).GetAsyncEnumerator();
        Assert.True(await sequence.MoveNextAsync());
        await engine.Cluster.DeactivateAsync(Grain);
        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await sequence.MoveNextAsync())
            {
                Assert.InRange(sequence.Current, 0, 7);
            }
        });
        await sequence.DisposeAsync();
    }

    [Fact]
    public async Task Element_ChangedByTheReader_IsNotChangedInTheGrain()
    {
        var sizes = new List<int>();
        await foreach (var shared in Grain.Share().WithBatchSize(1))
        {
            sizes.Add(shared.Count);
            shared.Add("two");
        }

        Assert.Equal([1, 1], sizes);
    }
}
