using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Calls;

public sealed class FilterTests : IAsyncLifetime
{
    private readonly string _key = EngineCluster.NewKey();
    private readonly InProcessTestCluster _cluster = EngineCluster.NewBuilder()
        .ConfigureSilo((_, silo) => silo
            .AddIncomingGrainCallFilter(context => Around(context, "outer"))
            .AddIncomingGrainCallFilter(new InnerFilter())
            .AddOutgoingGrainCallFilter(async context =>
            {
                await context.Invoke();
                if (context is { MethodName: nameof(IFilteredGrain.Twice), Result: int result })
                {
                    context.Result = result + 1000;
                }
            }))
        .Build();

    private IFilteredGrain Grain => _cluster.Client.GetGrain<IFilteredGrain>(_key);

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Filters_AroundACall_RunFromTheFirstRegisteredToTheGrain()
    {
        Assert.Equal(8, await Grain.Twice(4));
        Assert.Equal(
            ["outer before Twice", "inner", "grain filter FilteredGrain.Twice", "grain", "outer after Twice"],
            Diary.Of(_key));
    }

    [Fact]
    public async Task Filter_ThatSetsTheResult_AnswersInsteadOfTheGrain()
    {
        RequestContext.Set("argument", InnerFilter.Replaced);
        Assert.Equal(-1, await Grain.Twice(4));
        Assert.DoesNotContain("grain", Diary.Of(_key));
    }

    [Fact]
    public async Task Filter_ThatThrows_AnswersTheCaller()
    {
        RequestContext.Set("argument", InnerFilter.Refused);
        await Assert.ThrowsAsync<ParcelException>(() => Grain.Twice(4));
    }

    [Fact]
    public async Task OutgoingFilter_OfTheSilo_SeesCallsBetweenGrains() =>
        Assert.Equal(1008, await Grain.TwiceByAnother(EngineCluster.NewKey(), 4));

    private static async Task Around(IIncomingGrainCallContext context, string name)
    {
        if (context.Grain is not IFilteredGrain || context.TargetId.Key.ToString() is not { } key)
        {
            await context.Invoke();
            return;
        }

        Diary.Add(key, $"{name} before {context.MethodName}");
        await context.Invoke();
        Diary.Add(key, $"{name} after {context.MethodName}");
    }

    private sealed class InnerFilter : IIncomingGrainCallFilter
    {
        public const int Replaced = 100;
        public const int Refused = 101;

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is IFilteredGrain)
            {
                Diary.Add(context.TargetId.Key.ToString()!, "inner");
                if (RequestContext.Get("argument") is int argument)
                {
                    switch (argument)
                    {
                        case Replaced:
                            context.Result = -1;
                            return Task.CompletedTask;
                        case Refused:
                            throw new ParcelException("refused", 1);
                    }
                }
            }

            return context.Invoke();
        }
    }
}
