using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using CuaRl.Silo.Commands.Db;
using CuaRl.Silo.Commands.Env;
using CuaRl.Silo.Commands.Play;
using CuaRl.Silo.Commands.Train;

namespace CuaRl.Silo.Commands;

/// <summary>The command line: the tree of commands, and how a run of it ends.</summary>
internal static class CommandLine
{
    public const string Name = "cuarl";
    public const int Ok = 0;
    public const int Failed = 1;
    public const int Misused = 2;
    public const int Interrupted = 130;

    public static Command Create()
    {
        var root = new CliCommand(
            Name,
            "A durable service for reinforcement learning of computer-use agents.",
            "cuarl demo                              # see it work, from nothing",
            "cuarl up                                # start the service, with a Postgres of its own",
            "cuarl up --database postgres://me@db/rl # start it on a database of yours",
            "cuarl simulations list                  # ask a running service")
        {
            UpCommand.Create(),
            TrainCommand.Create(),
            DbCommand.Create(),
            DemoCommand.Create(),
            EnvCommand.Create(),
            SimulationsCommand.Create(),
            RunsCommand.Create(),
            TreeCommand.Create(),
            TrainingsCommand.Create(),
            ShowCommand.Create(),
            TasksCommand.Create(),
            PlayCommand.Create(),
            GBoxEmulatorCommand.Create(),
            DevicesCommand.Create(),
            PoolsCommand.Create(),
        };
        var help = new HelpOption { Description = "Show help and examples." };
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        root.Options.Add(help);
        root.Options.Add(VersionCommand.CreateOption());
        return root;
    }

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        // No response files: @FILE is how a JSON argument names a file.
        var parsed = Create().Parse(
            args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in parsed.Errors)
            {
                await error.WriteLineAsync($"{Name}: {mistake.Message}");
            }

            if (parsed.CommandResult.Command is CliCommand { Examples: [var example, ..] })
            {
                await error.WriteLineAsync($"For example: {example}");
            }

            await error.WriteLineAsync($"Try '{PathOf(parsed)} --help'.");
            return Misused;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = Shutdown.Timeout,
            });
        }
        catch (Exception failure) when (failure is CuaRlException or CommandFailedException)
        {
            await error.WriteLineAsync($"{Name}: {failure.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var at = parsed.CommandResult; at is not null; at = at.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(at.Command.Name);
        }

        return string.Join(' ', names);
    }
}
