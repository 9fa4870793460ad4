using System.Globalization;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary>Shows how far the runs are: bars on a terminal, else now and then a line on standard error.</summary>
internal static class StoryProgress
{
    private const int StepsALine = 100;

    public static Task<T> ShowAsync<T>(TextWriter output, TextWriter error, StoryPlan plan, bool asBars, Func<Action<string, long>, Task<T>> tell) =>
        asBars ? ShowBarsAsync(Terminal.On(output), plan, tell) : tell(FromTheRoot(Lines(error, plan)));

    /// <summary>A run without any state stands before its root, at step -1, which means nothing to those who watch.</summary>
    private static Action<string, long> FromTheRoot(Action<string, long> show) => (run, step) => show(run, Math.Max(0, step));

    private static Task<T> ShowBarsAsync<T>(IAnsiConsole console, StoryPlan plan, Func<Action<string, long>, Task<T>> tell) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(context =>
            {
                var bars = plan.Story.Branches.Select(branch => branch.Name).Prepend(Story.Main)
                    .ToDictionary(name => name, name => context.AddTask(Markup.Escape(name), maxValue: plan.Steps), StringComparer.Ordinal);
                return tell(FromTheRoot((run, step) => bars[run].Value = step));
            });

    private static Action<string, long> Lines(TextWriter error, StoryPlan plan)
    {
        var gate = new Lock();
        var shown = new Dictionary<string, long>(StringComparer.Ordinal);
        return (run, step) =>
        {
            lock (gate)
            {
                if (step < plan.Steps && step < shown.GetValueOrDefault(run, long.MinValue) + StepsALine)
                {
                    return;
                }

                shown[run] = step;
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run}: step {step} of {plan.Steps}"));
            }
        };
    }
}
