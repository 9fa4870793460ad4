using System.CommandLine;
using CuaRl.Silo.Commands.Client;

namespace CuaRl.Silo.Commands.Runs;

/// <summary>The commands that change a run or branch from it.</summary>
internal static class RunWriteCommands
{
    public static Command Plain(string verb, string description)
    {
        var command = new CliCommand(verb, description, $"cuarl runs {verb} 01930000-0000-7000-8000-000000000001");
        Send(command, verb, _ => JsonFieldsBody.Compose());
        return command;
    }

    public static Command Complete()
    {
        var reward = Text("--reward", "The total reward: any JSON value, or @FILE");
        var head = Head();
        var command = new CliCommand(
            "complete", "End a run well.", "cuarl runs complete 01930000-0000-7000-8000-000000000001 --reward 195.5")
        {
            reward,
            head,
        };
        Send(command, "complete", parsed => JsonFieldsBody.Compose(
            ("total_reward", JsonArgument.Read(reward.Name, parsed.GetValue(reward))),
            ("expected_head", parsed.GetValue(head))));
        return command;
    }

    public static Command Fail()
    {
        var reason = Text("--reason", "Why", required: true);
        var head = Head();
        var command = new CliCommand(
            "fail", "End a run badly.", "cuarl runs fail 01930000-0000-7000-8000-000000000001 --reason 'the device died'")
        {
            reason,
            head,
        };
        Send(command, "fail", parsed => JsonFieldsBody.Compose(
            ("reason", parsed.GetRequiredValue(reason)), ("expected_head", parsed.GetValue(head))));
        return command;
    }

    public static Command Branch()
    {
        var name = Text("--name", "The branch's name, for people", required: true);
        var step = new Option<long?>("--step") { Description = "The step to branch at; either this or --state", HelpName = "N" };
        var state = Text("--state", "The id of the state to branch at; either this or --step");
        var overrides = Text("--overrides", "Settings laid over those of the run: a JSON object, or @FILE");
        var description = Text("--description", "Free text");
        var key = Text("--idempotency-key", "Makes the command safe to repeat: the same key and content give the first answer");
        var command = new CliCommand(
            "branch",
            "Start a new run at a step or state of a run's history.",
            "cuarl runs branch 01930000-0000-7000-8000-000000000001 --step 6 --name high-lr --overrides '{\"lr\": 0.01}'")
        {
            name,
            step,
            state,
            overrides,
            description,
            key,
        };
        command.Validators.Add(given =>
        {
            if (given.GetResult(step) is null == given.GetResult(state) is null)
            {
                given.AddError("Either '--step' or '--state' is required, and not both.");
            }
        });
        Send(
            command, "branches",
            parsed => JsonFieldsBody.Compose(
                ("name", parsed.GetRequiredValue(name)),
                ("step", parsed.GetValue(step)),
                ("state_id", parsed.GetValue(state)),
                ("config_overrides", JsonArgument.Read(overrides.Name, parsed.GetValue(overrides))),
                ("description", parsed.GetValue(description))),
            key);
        return command;
    }

    private static void Send(
        CliCommand command, string route, Func<ParseResult, byte[]> compose, Option<string?>? key = null)
    {
        var id = RunPaths.Id();
        var service = new ClientOptions();
        command.Arguments.Add(id);
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = compose(parsed);
            using var client = service.Open(parsed);
            var json = await client.PostAsync(
                $"{RunPaths.Of(parsed, id)}/{route}", body, key is null ? null : parsed.GetValue(key), cancellationToken);
            service.Print(parsed, json, Terminal.Fields);
        });
    }

    private static Option<long?> Head() => new("--expected-head")
    {
        Description = "The step of the last state as you know it [default: wherever the run stands]",
        HelpName = "N",
    };

    private static Option<string?> Text(string name, string description, bool required = false) => new(name)
    {
        Description = description,
        HelpName = "TEXT",
        Required = required,
    };
}
