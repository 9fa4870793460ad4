using System.Globalization;
using Xunit;

namespace CuaRl.TestKit.Trees;

/// <summary>A <see cref="NaiveTree"/> and the same tree in the service, grown by the same commands.</summary>
public sealed class GrownTree(IGrainFactory grains, IStateTreeGrain tree)
{
    private int _states;

    /// <summary>The tree to hold answers against.</summary>
    public NaiveTree Naive { get; } = new();

    /// <summary>Does so many random commands.</summary>
    public async Task GrowAsync(Random random, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var (run, appended) = Naive.Grow(random);
            if (appended == 0)
            {
                await CreateAsync(run, random);
            }
            else
            {
                await AppendAsync(run, appended, random);
            }
        }
    }

    /// <summary>The id of a state in the service.</summary>
    public static StateId IdOf(NaiveState state) => new(state.Run.Id.ToString(), state.Step);

    private async Task CreateAsync(NaiveRun run, Random random)
    {
        RunInfo info;
        if (run is { Parent: { } parent, Start: { } start })
        {
            var request = random.Next(2) == 0
                ? new BranchRequest { Name = "branch", Step = start.Step }
                : new BranchRequest { Name = "branch", State = IdOf(start) };
            info = random.Next(2) == 0
                ? await grains.GetRun(parent.Id.ToString()).BranchFrom(request)
                : await tree.BranchFromState(parent.Id.ToString(), request);
            Assert.Equal(parent.Id.ToString(), info.Definition.ParentRunId);
        }
        else
        {
            info = await tree.CreateRun(new RunRequest { Name = "run", RootState = run.Start is { } root ? IdOf(root) : null });
        }

        run.Id = Guid.Parse(info.Id);
        Assert.Equal(run.Start is { } after ? IdOf(after) : null, info.Definition.StartsAfter);
        Assert.Equal(run.Origin, info.Definition.OriginStep);
        Assert.Equal(run.Start?.Step ?? -1, info.Head);
    }

    private async Task AppendAsync(NaiveRun run, int count, Random random)
    {
        var last = run.Tip!.Step;
        var receipt = await grains.GetRun(run.Id.ToString()).Append(new AppendRequest
        {
            States = [.. Enumerable.Range(0, count).Select(_ => NextState())],
            ExpectedHead = random.Next(2) == 0 ? last - count : null,
            OperationId = random.Next(2) == 0 ? _states.ToString(CultureInfo.InvariantCulture) : null,
        });
        Assert.Equal((last - count + 1, last), (receipt.FirstStep, receipt.LastStep));
    }

    private StateContent NextState() =>
        new() { Observation = JsonText.Parse((++_states).ToString(CultureInfo.InvariantCulture)), Done = _states % 7 == 0 };
}
