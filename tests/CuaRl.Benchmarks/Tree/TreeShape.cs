using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Tree;

/// <summary>A simulation's tree of a known shape, made through its grains.</summary>
/// <param name="Name">The shape, as figures call it.</param>
/// <param name="Tree">Its grain.</param>
/// <param name="Runs">The runs from the root down to the deepest.</param>
/// <param name="StatesPerRun">The states of each run's own.</param>
internal sealed record TreeShape(string Name, IStateTreeGrain Tree, IReadOnlyList<string> Runs, int StatesPerRun)
{
    /// <summary>The most states that one append takes.</summary>
    private const int Batch = 4_096;

    /// <summary>Appends of the long run that are under way together.</summary>
    private const int Outstanding = 4;

    /// <summary>The last state of the deepest run.</summary>
    public StateId Deepest => At(Depth);

    /// <summary>The step of the deepest state.</summary>
    public long Depth => (long)Runs.Count * StatesPerRun - 1;

    /// <summary>One run with all states.</summary>
    public static async Task<TreeShape> OneRunAsync(BenchService service, int states)
    {
        var simulation = await service.CreateSimulationAsync();
        var run = (await service.CreateRunsAsync(simulation, 1))[0];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Outstanding).Select(_ => Task.Run(async () =>
        {
            for (var from = Interlocked.Add(ref next, Batch) - Batch; from < states; from = Interlocked.Add(ref next, Batch) - Batch)
            {
                await run.Append(new AppendRequest { States = [.. Contents(Math.Min(Batch, states - from))] });
            }
        })));
        return new TreeShape("one run", service.Grains.GetStateTree(simulation), [GrainKeys.RunId(run.GetPrimaryKeyString())], states);
    }

    /// <summary>Runs that each branch from the last state of the one before.</summary>
    public static async Task<TreeShape> ChainAsync(BenchService service, int runs, int statesPerRun)
    {
        var simulation = await service.CreateSimulationAsync();
        var run = (await service.CreateRunsAsync(simulation, 1))[0];
        var append = new AppendRequest { States = [.. Contents(statesPerRun)] };
        List<string> ids = [];
        while (true)
        {
            ids.Add(GrainKeys.RunId(run.GetPrimaryKeyString()));
            var head = (await run.Append(append)).LastStep;
            if (ids.Count == runs)
            {
                return new TreeShape("chain of runs", service.Grains.GetStateTree(simulation), ids, statesPerRun);
            }

            run = service.Grains.GetRun((await run.BranchFrom(head, $"run {ids.Count}")).Id);
        }
    }

    /// <summary>The state at a step of the deepest history.</summary>
    public StateId At(long step) => new(Runs[(int)(step / StatesPerRun)], step);

    private static IEnumerable<StateContent> Contents(int count) =>
        Enumerable.Range(0, count).Select(i => Samples.Small[i % Samples.Small.Length]);
}
