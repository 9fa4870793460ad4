using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl simulations ...</c>: asks a running service over HTTP.</summary>
internal static class SimulationsCommand
{
    public static Command Create() => new CliCommand(
        "simulations",
        "List, create and show the simulations of a running service.",
        "cuarl simulations list",
        "cuarl simulations create --name first --environment CartPole-v1 --agent DQN --agent-config '{\"lr\": 0.001}'",
        "cuarl simulations show 01930000-0000-7000-8000-000000000000 --json")
    {
        List(),
        CreateOne(),
        Show(),
    };

    private static CliCommand List()
    {
        var skip = new Option<int>("--skip") { Description = "How many to pass over [default: 0]", HelpName = "N" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most, 1 to 1000",
            HelpName = "N",
            DefaultValueFactory = _ => PageQuery.DefaultLimit,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "list",
            "List simulations, oldest first.",
            "cuarl simulations list --limit 10",
            "cuarl simulations list --json | jq -r '.[].id'")
        {
            skip,
            limit,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.GetAsync(
                $"/simulations?skip={parsed.GetValue(skip)}&limit={parsed.GetValue(limit)}", cancellationToken);
            service.Print(parsed, json, SimulationTables.List);
        });
        return command;
    }

    private static CliCommand CreateOne()
    {
        var name = Text("--name", "Its name, for people", required: true);
        var environment = Text("--environment", "The environment, such as CartPole-v1", required: true);
        var agent = Text("--agent", "The agent, such as DQN", required: true);
        var agentConfig = Text("--agent-config", "Settings of the agent: a JSON object, or @FILE [default: {}]");
        var environmentConfig = Text("--environment-config", "Settings of the environment: a JSON object, or @FILE [default: {}]");
        var description = Text("--description", "Free text");
        var key = Text("--idempotency-key", "Makes the command safe to repeat: the same key and content give the first answer");
        var service = new ClientOptions();
        var command = new CliCommand(
            "create",
            "Create a simulation.",
            "cuarl simulations create --name first --environment CartPole-v1 --agent DQN --agent-config '{\"lr\": 0.001}'",
            "cuarl simulations create --name big --environment CartPole-v1 --agent DQN --agent-config @agent.json",
            "cuarl simulations create --name once --environment CartPole-v1 --agent DQN --idempotency-key run-42")
        {
            name,
            environment,
            agent,
            agentConfig,
            environmentConfig,
            description,
            key,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = SimulationBody.Compose(
                parsed.GetRequiredValue(name)!,
                parsed.GetRequiredValue(environment)!,
                parsed.GetRequiredValue(agent)!,
                JsonArgument.Read(agentConfig.Name, parsed.GetValue(agentConfig)),
                JsonArgument.Read(environmentConfig.Name, parsed.GetValue(environmentConfig)),
                parsed.GetValue(description));
            using var client = service.Open(parsed);
            var json = await client.PostAsync("/simulations", body, parsed.GetValue(key), cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }

    private static CliCommand Show()
    {
        var id = new Argument<string>("id") { Description = "The id of the simulation" };
        var service = new ClientOptions();
        var command = new CliCommand(
            "show",
            "Show all that is stored of a simulation.",
            "cuarl simulations show 01930000-0000-7000-8000-000000000000")
        {
            id,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var json = await client.GetAsync(
                $"/simulations/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}", cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
        return command;
    }

    private static Option<string?> Text(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "TEXT",
        Required = required,
    };
}
