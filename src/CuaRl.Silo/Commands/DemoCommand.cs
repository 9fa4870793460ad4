using System.CommandLine;
using System.Text;
using System.Text.Json;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Commands.Demonstration;
using CuaRl.Silo.Commands.Demonstration.Branching;
using CuaRl.Silo.Commands.Demonstration.Learning;
using CuaRl.Silo.Commands.Train;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl demo</c>: a policy that learns, from nothing.</summary>
internal static class DemoCommand
{
    private const string AnyFreePort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var options = new ServiceOptions();
        var seed = new Option<long>("--seed") { Description = "Where all randomness starts", HelpName = "N", DefaultValueFactory = _ => 1 };
        var svg = new Option<string?>("--svg") { Description = "Where to write the learning curve [default: demo-seedN.svg]", HelpName = "FILE" };
        var keep = new Option<bool>("--keep") { Description = "Leave the service running until Ctrl+C" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object in the last line instead of a table" };
        var command = new CliCommand(
            "demo",
            "See a policy learn: start everything, train it on the demo tasks on simulated phones, with every turn recorded, and show what it "
            + "could do before, after demonstrations and after GRPO. Stopped at any instant, the same command goes on.",
            "cuarl demo",
            "cuarl demo --keep           # and look at http://127.0.0.1:8080/docs",
            "cuarl demo --seed 2 --json | tail -1 | jq .",
            "cuarl demo service          # the service in two minutes: grain client, HTTP, where to look",
            "cuarl demo cartpole         # train an agent, branch from a state, compare")
        {
            seed,
            svg,
            keep,
            json,
            ServiceDemoCommand.Create(),
            CartPoleCommand.Create(),
        };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (isKept, isJson, start) = (parsed.GetValue(keep), parsed.GetValue(json), parsed.GetValue(seed));
            var picture = Path.GetFullPath(
                parsed.GetValue(svg) is { Length: > 0 } file ? file : FormattableString.Invariant($"demo-seed{start}.svg"));
            OutputFile.RequirePlaceFor("--svg", picture);
            var console = parsed.InvocationConfiguration;
            await using var service = await RunningService.StartAsync(
                options.Read(parsed, isKept ? null : AnyFreePort, LogLevel.Warning), cancellationToken);
            var (report, watch) = await new LearningDemo(service, start).RunAsync(
                watch => TrainDisplay.FollowAsync(console.Output, console.Error, isJson, watch, TimeProvider.System, () => Task.CompletedTask, cancellationToken),
                cancellationToken);
            if (report is null)
            {
                throw new CommandFailedException(
                    $"the training {watch.Training.RunName} is {watch.Training.Status.ToString().ToLowerInvariant()}: {watch.Training.ErrorMessage}");
            }

            await OutputFile.WriteAsync(
                "--svg", picture, Encoding.UTF8.GetBytes(LearningPicture.Draw(watch.Training.RunName, watch.Points)), cancellationToken);
            if (isJson)
            {
                await console.Output.WriteLineAsync(JsonSerializer.Serialize(report.Line(), LearningJson.Default.LearningLine));
            }
            else
            {
                Terminal.On(console.Output).Write(report.Table());
                await console.Output.WriteLineAsync(FormattableString.Invariant(
                    $"{report.Turns:#,0} turns in {report.Seconds:0.0} s. Learning curve: {picture}"));
                await console.Output.WriteLineAsync(isKept
                    ? $"The service goes on at {service.LocalUrl}docs; end it with Ctrl+C."
                    : $"The record stays: cuarl up serves it at {ListenAddress.Default}/docs, and cuarl trainings show {watch.Training.RunName} prints it.");
            }

            if (isKept)
            {
                await service.WaitForShutdownAsync(cancellationToken);
            }

            return Environment.ExitCode;
        });
        return command;
    }
}
