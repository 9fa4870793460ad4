using System.CommandLine;
using System.Text.Json;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Loop.Configuration.Folders;
using CuaRl.Core.Rewards;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Hosting;
using CuaRl.Silo.Hosting.Devices;
using CuaRl.Silo.Hosting.Plugins;
using CuaRl.Silo.Tasks;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Train;

/// <summary><c>cuarl train</c>: resolves the settings of a training, starts it in a service of its own and shows how it goes.</summary>
internal static class TrainCommand
{
    private const string AnyFreePort = "http://127.0.0.1:0";

    public static Command Create()
    {
        var flags = new Argument<string[]>("flags")
        {
            Description = "The flags below, each as --NAME VALUE, --NAME=VALUE or NAME=VALUE, with hyphens or underscores",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var config = new Option<string?>("--config") { Description = "Flags as a JSON object, or a file with one", HelpName = "FILE|JSON" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the value of every flag and where it comes from; start nothing" };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table" };
        var options = new ServiceOptions();
        var command = new CliCommand(
            "train",
            "Train a policy by GRPO. A flag's default gives way to --config, that to the variable "
            + $"{FlagVariables.Prefix}FLAG, that to the command line.",
            "cuarl train --dry-run                    # every setting of the training, and where it comes from",
            "cuarl train                              # the embedded policy on the demo tasks, on simulated phones",
            """cuarl train --model_name embedded/linear --tasks '{"source_type":"demo_training"}' --group_size 4""",
            "cuarl train --config run.json seed=1 --no-warm-start")
        {
            flags,
            config,
            dryRun,
            json,
        };
        command.Sections = TrainHelp.Sections;
        options.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = options.Read(parsed, AnyFreePort, LogLevel.Warning);
            var resolution = LoopResolver.Resolve(
                TrainSources.Read(parsed.GetValue(config), TrainSources.Environment, parsed.GetValue(flags) ?? []),
                TimeProvider.System.GetUtcNow(),
                new LoopSurroundings
                {
                    ReadLines = TaskSourceConfig.ReadLines,
                    RewardProblem = RewardsOf(settings),
                    PromptProblem = settings.Tinker.Problem,
                });
            foreach (var fault in resolution.Faults)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"{CommandLine.Name}: {fault}");
            }

            if (!resolution.Faults.IsEmpty)
            {
                return CommandLine.Misused;
            }

            if (parsed.GetValue(dryRun))
            {
                Show(parsed.InvocationConfiguration.Output, resolution, parsed.GetValue(json));
                return CommandLine.Ok;
            }

            return await TrainAsync(settings, resolution, parsed.GetValue(json), parsed.InvocationConfiguration, cancellationToken);
        });
        return command;
    }

    private static async Task<int> TrainAsync(
        ServiceSettings settings, LoopResolution resolution, bool isJson, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var runName = resolution.RunName;
        TrainFiles? files = null;
        if (resolution.LogFolder is { } folder)
        {
            var decision = Decide(folder, resolution, console);
            if (decision.Reason is { } reason)
            {
                return decision.Move == LogFolderMove.Skip
                    ? await SkipAsync(console, reason)
                    : throw new CommandFailedException(reason);
            }

            (runName, files) = (decision.RunName, new TrainFiles(folder.Path));
            files.Begin(resolution with { RunName = runName });
        }

        await using var service = await RunningService.StartAsync(settings, cancellationToken, WithKeys(settings, resolution, runName));
        var watch = await new TrainRun(service).StartAsync(
            resolution.Configuration!, runName, resolution.LogFolder?.Path, cancellationToken);
        await TrainDisplay.FollowAsync(
            console.Output, console.Error, isJson, watch, TimeProvider.System,
            () => files is null
                ? Task.CompletedTask
                : files.WriteAsync(watch, cancellationToken),
            cancellationToken);
        var ending = TrainEnding.Of(watch, await watch.FindSavedAsync(cancellationToken));
        if (isJson)
        {
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(ending, TrainJson.Default.TrainEnding));
        }
        else
        {
            Terminal.On(console.Output).Write(ending.Table());
        }

        return watch.Training.Status is TrainingStatus.Completed ? CommandLine.Ok : CommandLine.Failed;
    }

    /// <summary>
    /// Keys are in no record: they reach the service of this process, for this training alone, and one that goes on with it later has its
    /// own.
    /// </summary>
    private static Action<IServiceCollection> WithKeys(ServiceSettings settings, LoopResolution resolution, string runName) => services =>
    {
        var training = RecordIds.Training(runName);
        if (resolution.Secrets.TinkerApiKey is { } tinker)
        {
            services.AddSingleton(settings.Tinker.With(training, tinker, resolution.Configuration!.BaseUrl));
        }

        if (resolution.Secrets.GBoxApiKey is { } gbox && gbox != settings.GBox?.ApiKey)
        {
            services.AddDevicesOfGBox(GBoxOptions.From(Environment.GetEnvironmentVariable, gbox, training));
        }
    };

    private static LogFolderDecision Decide(LogFolder folder, LoopResolution resolution, InvocationConfiguration console)
    {
        var found = TrainFiles.Find(folder.Path);
        var canAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        var decision = LogFolderRules.Decide(folder, found, resolution.RunName, resolution.IsRunNameGiven, canAsk);
        if (decision.Move != LogFolderMove.Ask)
        {
            return decision;
        }

        var answer = Terminal.On(console.Output).Prompt(new SelectionPrompt<LogFolderBehavior>()
            .Title(Markup.Escape($"{folder.Path} holds files of an earlier start."))
            .AddChoices(LogFolderBehavior.Resume, LogFolderBehavior.Delete, LogFolderBehavior.Raise)
            .UseConverter(choice => choice switch
            {
                LogFolderBehavior.Resume => "go on with that training",
                LogFolderBehavior.Delete => "write its files anew",
                _ => "stop",
            }));
        return LogFolderRules.Decide(folder with { Behavior = answer }, found, resolution.RunName, resolution.IsRunNameGiven, canAsk);
    }

    private static async Task<int> SkipAsync(InvocationConfiguration console, string reason)
    {
        await console.Error.WriteLineAsync($"{CommandLine.Name}: not started: {reason}");
        return CommandLine.Ok;
    }

    private static void Show(TextWriter output, LoopResolution resolution, bool isJson)
    {
        if (isJson)
        {
            output.WriteLine(TrainReport.Json(resolution));
        }
        else
        {
            Terminal.On(output).Write(TrainReport.Table(resolution));
        }
    }

    private static Func<string, string?> RewardsOf(ServiceSettings settings)
    {
        var registry = Judges.Load(settings.Plugins, NullLogger.Instance).RewardFunctions
            .Aggregate(RewardRegistry.BuiltIn, (known, function) => known.With(function));
        return name => settings.Endpoints.RewardFunctions.ContainsKey(name) ? null : registry.Problem(name);
    }
}
