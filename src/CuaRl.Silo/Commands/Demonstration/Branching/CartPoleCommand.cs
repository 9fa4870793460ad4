using System.CommandLine;
using System.Text;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands.Demonstration.Branching;

/// <summary><c>cuarl demo cartpole</c>: train, branch from a state, go on both ways, compare.</summary>
internal static class CartPoleCommand
{
    private const string AnyFreePort = "http://127.0.0.1:0";
    private const int DefaultSteps = 2_000;
    private const int DefaultBranch = 320;
    private const ulong DefaultSeed = 4;
    private const int MostSteps = 100_000;

    public static Command Create()
    {
        var service = new ServiceOptions();
        var variant = new Option<string>("--variant")
        {
            Description = "What the branches differ by",
            HelpName = string.Join('|', Story.All.Select(story => story.Variant)),
            DefaultValueFactory = _ => Story.All[0].Variant,
        };
        variant.AcceptOnlyFromAmong([.. Story.All.Select(story => story.Variant)]);
        var steps = Number("--steps", $"The step at which all runs end, up to {MostSteps}", DefaultSteps);
        var branchAt = Number("--branch-at", "The step at which the branches leave the main run", DefaultBranch);
        var seed = new Option<ulong>("--seed") { Description = "Where all randomness starts", HelpName = "N", DefaultValueFactory = _ => DefaultSeed };
        var svg = new Option<string?>("--svg") { Description = "Where to write the picture [default: cartpole-VARIANT.svg]", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of tables" };
        var command = new CliCommand(
            "cartpole",
            "Train an agent, branch from a state with other settings, go on both ways and compare. Stopped at any instant, "
            + "kill -9 included, the same command goes on from the last stored state and comes to the same end.",
            "cuarl demo cartpole                                  # another learning rate from step 320 on",
            "cuarl demo cartpole --variant exploration --seed 9   # three shares of random actions from one state",
            "cuarl demo cartpole --steps 10000 --branch-at 2000 --svg /tmp/tree.svg",
            "cuarl demo cartpole --json | jq .divergences")
        {
            variant,
            steps,
            branchAt,
            seed,
            svg,
            json,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var story = Story.All.Single(story => story.Variant == parsed.GetValue(variant));
            var plan = Plan(story, parsed.GetValue(seed), parsed.GetValue(branchAt), parsed.GetValue(steps));
            var picture = Path.GetFullPath(parsed.GetValue(svg) is { Length: > 0 } file ? file : $"cartpole-{story.Variant}.svg");
            OutputFile.RequirePlaceFor("--svg", picture);
            var settings = service.Read(parsed, AnyFreePort, LogLevel.Warning);
            await using (var running = await RunningService.StartAsync(settings, cancellationToken))
            {
                await TellAsync(running.Grains, plan, picture, parsed.GetValue(json), parsed.InvocationConfiguration, cancellationToken);
            }

            return Environment.ExitCode;
        });
        return command;
    }

    private static StoryPlan Plan(Story story, ulong seed, int branchAt, int steps) =>
        steps is < 2 or > MostSteps ? throw new CommandFailedException($"--steps: must be 2 to {MostSteps}")
        : branchAt < 0 || branchAt >= steps ? throw new CommandFailedException($"--branch-at: must be 0 to {steps - 1}, before --steps")
        : new StoryPlan(story, seed, branchAt, steps);

    private static async Task TellAsync(
        IGrainFactory grains, StoryPlan plan, string picture, bool asJson, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var terminal = Terminal.On(console.Output);
        var asBars = !asJson && !Console.IsOutputRedirected && terminal.Profile.Capabilities.Interactive;
        var runs = await StoryProgress.ShowAsync(
            console.Output, console.Error, plan, asBars, progress => new StoryTeller(grains, plan, progress).TellAsync(cancellationToken));
        var ending = await StoryEnding.ReadAsync(grains, plan, runs, cancellationToken);
        await OutputFile.WriteAsync("--svg", picture, Encoding.UTF8.GetBytes(StoryPicture.Draw(ending)), cancellationToken);
        var report = ending.Report(picture);
        if (asJson)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(report, StoryJson.Default.StoryReport));
            return;
        }

        StoryView.Write(terminal, ending, report);
        await console.Output.WriteLineAsync($"Picture: {picture}");
    }

    private static Option<int> Number(string name, string description, int value) =>
        new(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
}
