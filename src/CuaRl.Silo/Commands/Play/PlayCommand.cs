using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Pictures;
using CuaRl.Core.Tasks;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Play;

/// <summary><c>cuarl play</c>: the scripted player does a task on a simulated phone, without a service, and one can look.</summary>
internal static class PlayCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("task") { Description = "The task's id; cuarl tasks list shows them" };
        var seed = new Option<ulong>("--seed") { Description = "The phone: its theme, wording, order and settings [default: 0]", HelpName = "N" };
        var svg = new Option<string?>("--svg") { Description = "Where the screenshots go [default: TASK.svg]", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table" };
        var command = new CliCommand(
            "play",
            "Do a task on a simulated phone by a script that reads the screen, and draw what it saw and did.",
            "cuarl play train_02_max_brightness",
            "cuarl play train_26_check_chrome_storage --seed 7 --svg chrome.svg",
            "cuarl play eval_02_dnd_mode_enable --json | jq .strict")
        {
            id,
            seed,
            svg,
            json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var task = Find(parsed.GetRequiredValue(id));
            var file = parsed.GetValue(svg) ?? $"{task.Id}.svg";
            var episode = PhoneEpisode.Play(task, parsed.GetValue(seed))
                ?? throw new CommandFailedException($"The scripted player does not know how to do '{task.Id}' on a simulated phone.");
            await OutputFile.WriteAsync(svg.Name, file, Encoding.UTF8.GetBytes(Draw(task, episode).ToSvg()), cancellationToken);
            var report = PlayReport.Of(task, parsed.GetValue(seed), episode, file);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(report, PlayJson.Default.PlayReport));
                return;
            }

            Show(output, task, report);
        });
        return command;
    }

    private static CuaTask Find(string id) => DemoTasks.Find(id) ?? throw new CommandFailedException(
        DemoTasks.FindQueryWithoutValidator(id) is { } query
            ? $"Task '{id}' is of the first set of 100, and nothing validates its query '{query}'."
            : $"There is no task '{id}' among those in the box; 'cuarl play --help' shows some, the demo set has {DemoTasks.All.Length}.");

    private static Picture Draw(CuaTask task, PhoneEpisode episode) => ContactSheet.Draw(
        $"{task.Id}: {task.Description}",
        [
            .. episode.Turns.Select((turn, index) => new SheetPicture(
                ScreenPainter.Paint(turn.Screen),
                PhoneScreen.Size,
                (index + 1).ToString(CultureInfo.InvariantCulture),
                ActionWords.Of(turn.Move),
                (turn.Move as PlayerMove.Act)?.Action)),
        ]);

    private static void Show(TextWriter output, CuaTask task, PlayReport report)
    {
        var terminal = Terminal.On(output);
        var table = Terminal.Table("turn", "what was done");
        foreach (var (index, move) in report.Moves.Index())
        {
            table.AddRow(Terminal.Plain((index + 1).ToString(CultureInfo.InvariantCulture)), Terminal.Plain(move));
        }

        terminal.Write(Terminal.Plain(task.Description));
        terminal.WriteLine();
        terminal.Write(table);
        terminal.WriteLine($"Turns: {report.Moves.Count} of {report.MaxSteps}. Validated: {Word(report.Validated)}. "
            + $"Strictly reached: {Word(report.Strict)}.");
        terminal.WriteLine($"Picture: {report.Picture}");
    }

    private static string Word(bool? judgement) => judgement switch
    {
        true => "yes",
        false => "no",
        null => "nobody can tell",
    };
}
