using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class NumberSourceTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresTheory]
    [InlineData(RecordKind.Training)]
    [InlineData(RecordKind.Rollout)]
    public async Task Next_ManySilosAtOnce_GivesEachNumberOnceAndGrowingForEach(RecordKind kind)
    {
        var silos = Enumerable.Range(0, 3).Select(_ => new NumberSource(database.Source, TimeProvider.System)).ToArray();

        var numbers = await Task.WhenAll(silos.SelectMany(silo => Enumerable.Range(0, 4).Select(_ => TakeAsync(silo, kind))));

        var all = numbers.SelectMany(some => some).ToList();
        Assert.Equal(12 * 50, all.Distinct().Count());
        Assert.True(all.Min() >= 1);
        Assert.All(numbers, some => Assert.Equal(some.Order(), some));
    }

    [PostgresFact]
    public async Task Next_StepEvalAndBaseline_AreCountedApart()
    {
        var source = new NumberSource(database.Source, TimeProvider.System);

        Assert.Equal(1, await source.NextAsync(RecordKind.Step));
        Assert.Equal(1, await source.NextAsync(RecordKind.Eval));
        Assert.Equal(1, await source.NextAsync(RecordKind.Baseline));
        Assert.Equal(1, await source.NextAsync(RecordKind.Group));
        Assert.Equal(2, await source.NextAsync(RecordKind.Step));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => source.NextAsync(RecordKind.Environment).AsTask());
    }

    private static async Task<List<long>> TakeAsync(NumberSource source, RecordKind kind)
    {
        List<long> numbers = [];
        for (var i = 0; i < 50; i++)
        {
            numbers.Add(await source.NextAsync(kind));
        }

        return numbers;
    }
}
