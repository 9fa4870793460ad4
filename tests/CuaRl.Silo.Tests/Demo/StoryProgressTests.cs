using CuaRl.Silo.Commands.Demonstration.Branching;

namespace CuaRl.Silo.Tests.Demo;

public sealed class StoryProgressTests
{
    [Fact]
    public async Task Show_RunWithoutAnyState_BeginsAtStep0()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var plan = new StoryPlan(Story.All[0], Seed: 1, BranchAt: 10, Steps: 200);

        await StoryProgress.ShowAsync(output, error, plan, asBars: false, progress =>
        {
            foreach (var step in new long[] { -1, 25, 100, 200 })
            {
                progress(Story.Main, step);
            }

            return Task.FromResult(true);
        });

        Assert.Equal(
            ["main: step 0 of 200", "main: step 100 of 200", "main: step 200 of 200"],
            error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(output.ToString());
    }
}
