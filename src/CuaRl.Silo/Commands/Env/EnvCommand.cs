using System.CommandLine;
using System.Globalization;
using System.Text;
using CuaRl.Core.Environments;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Env;

/// <summary><c>cuarl env ...</c>: the environments in the box, without a service.</summary>
internal static class EnvCommand
{
    public static Command Create() => new CliCommand(
        "env",
        "The environments in the box: list them, or step one and see every number.",
        "cuarl env list",
        "cuarl env rollout CartPole-v1 --from '[0.03, 0.02, 0.01, -0.04]' --actions 0,1,1 --json",
        "cuarl env rollout FrozenLake-v1 --seed 7 --actions 2,1,1")
    {
        List(),
        RollOut(),
    };

    private static CliCommand List()
    {
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table" };
        var command = new CliCommand("list", "List the environments.", "cuarl env list", "cuarl env list --json | jq -r '.[].name'") { json };
        command.SetAction(parsed =>
        {
            var specs = EnvironmentRegistry.BuiltIn.Names.Select(name => EnvironmentRegistry.BuiltIn.Create(name).Spec).ToArray();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(Encoding.UTF8.GetString(EnvJson.Write(specs)));
                return;
            }

            var table = Terminal.Table("name", "actions", "max steps", "observation");
            foreach (var spec in specs)
            {
                table.AddRow(
                    Terminal.Plain(spec.Name),
                    Terminal.Plain($"0 to {spec.Actions - 1}"),
                    Terminal.Plain(spec.MaxSteps.ToString(CultureInfo.InvariantCulture)),
                    Terminal.Plain(spec.Observation));
            }

            Terminal.On(output).Write(table);
        });
        return command;
    }

    private static CliCommand RollOut()
    {
        var name = new Argument<string>("name") { Description = "The environment, such as CartPole-v1" };
        var from = Text("--from", "STATE", "The state to begin in, as JSON: [x, x_dot, theta, theta_dot], or a tile of the lake");
        var seed = new Option<ulong?>("--seed") { Description = "Begin as this seed does [default: 0]", HelpName = "N" };
        var actions = Text("--actions", "A,A,...", "The actions to take, one after another, past the end of the episode too");
        actions.Required = true;
        var config = Text("--config", "JSON", "Settings, a JSON object or @FILE, such as {\"is_slippery\": false} [default: {}]");
        var json = new Option<bool>("--json") { Description = "Print JSON instead of a table" };
        var command = new CliCommand(
            "rollout",
            "Take actions in an environment and print every step in full precision.",
            "cuarl env rollout CartPole-v1 --from '[0, 0, 0.2, 0.3]' --actions 0,1,1 --json",
            "cuarl env rollout CartPole-v1 --seed 7 --actions 1,1,0",
            "cuarl env rollout FrozenLake-v1 --from 14 --actions 2 --config '{\"is_slippery\": false}'")
        {
            name,
            from,
            seed,
            actions,
            config,
            json,
        };
        command.SetAction(parsed =>
        {
            var environment = Find(parsed.GetRequiredValue(name), JsonArgument.Read(config.Name, parsed.GetValue(config)));
            var taken = Actions(environment.Spec, parsed.GetRequiredValue(actions)!);
            Begin(environment, JsonArgument.Read(from.Name, parsed.GetValue(from)), parsed.GetValue(seed));
            var steps = Rollout.Take(environment, taken);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                output.WriteLine(Encoding.UTF8.GetString(EnvJson.Write(environment.Spec, steps)));
            }
            else
            {
                Terminal.On(output).Write(Rollout.Table(steps));
            }
        });
        return command;
    }

    private static IEnvironment Find(string name, JsonText? config)
    {
        try
        {
            return EnvironmentRegistry.BuiltIn.Create(name, (config ?? JsonText.EmptyObject).Utf8.Span);
        }
        catch (KeyNotFoundException error)
        {
            throw new CommandFailedException(error.Message, error);
        }
        catch (FormatException error)
        {
            throw new CommandFailedException($"--config: {error.Message}", error);
        }
    }

    private static void Begin(IEnvironment environment, JsonText? from, ulong? seed)
    {
        environment.Reset(seed ?? 0);
        if (from is null)
        {
            return;
        }

        if (seed is not null && environment.Spec.Name == "CartPole-v1")
        {
            throw new CommandFailedException("--from and --seed: give one of them; nothing in CartPole-v1 is random after its start");
        }

        try
        {
            environment.Restore(Rollout.SnapshotAt(from, environment));
        }
        catch (FormatException error)
        {
            throw new CommandFailedException($"--from: {error.Message}", error);
        }
    }

    private static int[] Actions(EnvironmentSpec spec, string text)
    {
        return [.. text.Split(',').Select(Read)];

        int Read(string part) =>
            int.TryParse(part, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var action)
            && action < spec.Actions
                ? action
                : throw new CommandFailedException(
                    $"--actions: '{part.Trim()}' is no action of {spec.Name}, which has 0 to {spec.Actions - 1}");
    }

    private static Option<string?> Text(string name, string shown, string description) =>
        new(name) { Description = description, HelpName = shown };
}
