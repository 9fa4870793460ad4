using System.Globalization;
using CuaRl.Core.Progress;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Trainings;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Train;

/// <summary>Shows how a training goes: a picture of it on a terminal, else now and then a line on standard error.</summary>
internal static class TrainDisplay
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    /// <summary>Follows a training to its end.</summary>
    /// <param name="output">A terminal, perhaps.</param>
    /// <param name="error">Takes lines where it is none.</param>
    /// <param name="isQuiet">Shows nothing.</param>
    /// <param name="watch">The training.</param>
    /// <param name="time">The clock.</param>
    /// <param name="keepAsync">Is called now and then, and at the end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task FollowAsync(
        TextWriter output, TextWriter error, bool isQuiet, TrainWatch watch, TimeProvider time, Func<Task> keepAsync,
        CancellationToken cancellationToken)
    {
        var terminal = Terminal.On(output);
        if (isQuiet)
        {
            await LoopAsync(watch, time, () => { }, keepAsync, cancellationToken);
        }
        else if (!Console.IsOutputRedirected && terminal.Profile.Capabilities.Interactive)
        {
            await terminal.Live(Terminal.Plain("starting")).StartAsync(context => LoopAsync(
                watch, time, () => context.UpdateTarget(Picture(watch)), keepAsync, cancellationToken));
        }
        else
        {
            await LinesAsync(error, watch, time, keepAsync, cancellationToken);
        }

        await keepAsync();
    }

    /// <summary>How a training stands, in a line.</summary>
    public static string Line(TrainWatch watch)
    {
        var training = watch.Training;
        var phase = training.Phase is { } at ? at.ToString().ToLowerInvariant() : "waiting";
        return watch.Points.Count == 0
            ? $"{phase}: {training.StatusMessage}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"step {watch.Points.Count} of {training.TotalSteps} ({phase}): reward {watch.Late(point => point.Reward ?? 0):0.00}, success {watch.Late(point => point.Success):0 %}, mixed groups {watch.Late(point => point.FracMixed ?? 0):0 %}, {watch.TurnsPerSecond:0} turns/s{Left(watch)}");
    }

    private static string Left(TrainWatch watch) => watch.Left is { } left ? $", ETA {DurationText.Of(left.TotalSeconds)}" : "";

    private static async Task LinesAsync(
        TextWriter error, TrainWatch watch, TimeProvider time, Func<Task> keepAsync, CancellationToken cancellationToken)
    {
        var (last, shown) = (time.GetTimestamp(), "");
        await LoopAsync(
            watch, time,
            () =>
            {
                var line = Line(watch);
                if (line != shown && (shown.Length == 0 || watch.HasEnded || time.GetElapsedTime(last) >= BetweenLines))
                {
                    error.WriteLine(line);
                    (last, shown) = (time.GetTimestamp(), line);
                }
            },
            keepAsync,
            cancellationToken);
    }

    private static async Task LoopAsync(
        TrainWatch watch, TimeProvider time, Action show, Func<Task> keepAsync, CancellationToken cancellationToken)
    {
        for (var kept = time.GetTimestamp(); ;)
        {
            await watch.LookAsync(cancellationToken);
            show();
            if (time.GetElapsedTime(kept) >= BetweenLines)
            {
                await keepAsync();
                kept = time.GetTimestamp();
            }

            if (watch.HasEnded)
            {
                return;
            }

            await Task.Delay(Glance, time, cancellationToken);
        }
    }

    private static Rows Picture(TrainWatch watch)
    {
        var training = watch.Training;
        var done = training.TotalSteps is { } total and > 0 ? 100.0 * watch.Points.Count / total : 0;
        var table = Terminal.Table("step", "reward", "success", "mixed groups", "turns/s", "turns", "time", "ETA");
        table.AddRow(
            Terminal.Plain($"{watch.Points.Count} of {training.TotalSteps?.ToString(CultureInfo.InvariantCulture) ?? "?"}"),
            Number(watch, "0.00", watch.Late(point => point.Reward ?? 0)),
            Number(watch, "0 %", watch.Late(point => point.Success)),
            Number(watch, "0 %", watch.Late(point => point.FracMixed ?? 0)),
            Number(watch, "#,0", watch.TurnsPerSecond),
            Number(watch, "#,0", watch.Turns),
            Terminal.Plain(DurationText.Of(watch.Elapsed.TotalSeconds)),
            Terminal.Plain(watch.Left is { } left ? DurationText.Of(left.TotalSeconds) : "-"));
        return new Rows(
            Terminal.Plain($"{training.RunName}: {training.StatusMessage}"), Terminal.Plain(ProgressText.Bar(done)), table);
    }

    private static Text Number(TrainWatch watch, string format, double value) =>
        Terminal.Plain(watch.Points.Count == 0 ? "-" : value.ToString(format, CultureInfo.InvariantCulture));
}
