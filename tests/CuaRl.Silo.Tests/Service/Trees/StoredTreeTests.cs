using CuaRl.TestKit.Oracles;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trees;

namespace CuaRl.Silo.Tests.Service.Trees;

/// <summary>Trees in the database, held against the walk from parent to parent and against git.</summary>
public sealed class StoredTreeTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>
{
    private const int Steps = 60;
    private const int Writers = 32;

    [PostgresTheory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task Queries_OnRandomHistories_AnswerAsTheNaiveWalkBeforeAndAfterARestart(int seed)
    {
        var random = new Random(seed);
        var simulation = $"random-{seed}";
        var grown = new GrownTree(service.Grains, await service.NewTreeAsync(simulation));
        await grown.GrowAsync(random, Steps);
        await AskAsync(grown.Naive, simulation, random);

        await service.RestartAsync();

        await AskAsync(grown.Naive, simulation, random);
    }

    [PostgresFact]
    public async Task Append_FromManyWritersToOneRun_IsOneHistoryWithoutGapOrDuplicate()
    {
        const int Each = 20;
        var tree = await service.NewTreeAsync("many-writers");
        var run = service.Grains.GetRun((await tree.CreateRun(new RunRequest { Name = "main" })).Id);

        var receipts = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            var steps = new List<long>();
            for (var i = 0; i < Each; i++)
            {
                var number = writer * Each + i;
                steps.Add((await run.Append(new StateContent { Observation = JsonText.Parse($"{number}") })).FirstStep);
            }

            return steps;
        }));

        Assert.All(receipts, steps => Assert.Equal(steps.Order(), steps));
        var page = await run.GetStates(new StateQuery { Limit = 1000 });
        Assert.Equal(Enumerable.Range(0, Writers * Each).Select(step => (long)step), page.Items.Select(state => state.Id.Step));
        Assert.Equal(
            Enumerable.Range(0, Writers * Each).Select(number => $"{number}").Order(),
            page.Items.Select(state => state.Content.Observation.ToString()).Order());
    }

    [PostgresFact]
    public async Task Prune_AgainstBranches_EitherRefusesOrTheyAreRefused()
    {
        var tree = await service.NewTreeAsync("prune-against-branch");
        for (var round = 0; round < 15; round++)
        {
            var run = service.Grains.GetRun((await tree.CreateRun(new RunRequest { Name = "main" })).Id);
            await run.Append(new StateContent { Observation = JsonText.EmptyObject });
            var branches = Enumerable.Range(0, 3).Select(_ => run.BranchFrom(0, "branch")).ToArray();
            var prune = run.Prune();

            var refusals = await Task.WhenAll(branches.Select(branch => Record.ExceptionAsync(() => branch)));
            var refused = await Record.ExceptionAsync(() => prune);

            Assert.All(refusals.OfType<Exception>(), error => Assert.IsType<RunPrunedException>(error));
            var branched = refusals.Count(error => error is null);
            Assert.True(refused is null ? branched == 0 : refused is RunNeededException && branched > 0, $"{refused} with {branched}");
        }
    }

    [OracleFact(GitHistory.Name)]
    public async Task Answers_AboutARealHistory_AreThoseOfGit()
    {
        var history = new GitHistory(service.Grains, await service.NewTreeAsync("git-history"));
        await history.LoadAsync();

        Assert.Equal((1158, 9223), history.Size);
        Assert.Equal(200, await history.AskPairsAsync());
        Assert.Equal(43, await history.AskLineagesAsync());
    }

    private async Task AskAsync(NaiveTree naive, string simulation, Random random)
    {
        var questions = new TreeQuestions(service.Grains, service.Grains.GetStateTree(simulation), naive);
        await questions.AskAsync(random);
        await questions.AskListsAsync();
        await new TreeQuestions(service.Grains, service.Grains.GetAnyStateTree(), naive).AskAsync(random);
    }
}
