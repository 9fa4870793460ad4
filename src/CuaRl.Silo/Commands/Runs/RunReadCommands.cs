using System.CommandLine;
using CuaRl.Silo.Commands.Client;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Commands.Runs;

/// <summary>The commands that only read runs.</summary>
internal static class RunReadCommands
{
    public static Command List()
    {
        var simulation = new Option<string?>("--simulation") { Description = "Only the runs of this simulation", HelpName = "ID" };
        var skip = new Option<int>("--skip") { Description = "How many to pass over, without --simulation [default: 0]", HelpName = "N" };
        var after = new Option<string?>("--after") { Description = "Go on after the 'next' of a page of --simulation", HelpName = "CURSOR" };
        var limit = new Option<int>("--limit")
        {
            Description = "How many at most, 1 to 1000",
            HelpName = "N",
            DefaultValueFactory = _ => PageQuery.DefaultLimit,
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "list",
            "List runs, oldest first.",
            "cuarl runs list",
            "cuarl runs list --simulation 01930000-0000-7000-8000-000000000000 --json | jq -r '.items[].id'")
        {
            simulation,
            skip,
            after,
            limit,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var page = $"limit={parsed.GetValue(limit)}";
            var path = parsed.GetValue(simulation) is { } id
                ? $"/api/v1/simulations/{Uri.EscapeDataString(id)}/runs?{page}{After(parsed.GetValue(after))}"
                : $"/runs?{page}&skip={parsed.GetValue(skip)}";
            service.Print(parsed, await client.GetAsync(path, cancellationToken), RunTables.List);
        });
        return command;
    }

    public static Command Show()
    {
        var id = RunPaths.Id();
        var service = new ClientOptions();
        var command = new CliCommand(
            "show", "Show a run as it stands.", "cuarl runs show 01930000-0000-7000-8000-000000000001 --json") { id };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            service.Print(parsed, await client.GetAsync(RunPaths.Of(parsed, id), cancellationToken), Terminal.Fields);
        });
        return command;
    }

    public static Command Compare()
    {
        var run1 = RunPaths.Id("run1");
        var run2 = RunPaths.Id("run2");
        var service = new ClientOptions();
        var command = new CliCommand(
            "compare",
            "Show what two runs share and where they part.",
            "cuarl runs compare 01930000-0000-7000-8000-000000000001 01930000-0000-7000-8000-000000000002")
        {
            run1,
            run2,
        };
        service.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"{RunPaths.Of(parsed, run1)}/compare/{Uri.EscapeDataString(parsed.GetRequiredValue(run2))}";
            service.Print(parsed, await client.GetAsync(path, cancellationToken), Terminal.Fields);
        });
        return command;
    }

    public static Command Export()
    {
        var id = RunPaths.Id();
        var from = new Option<long>("--from") { Description = "The first step wanted [default: the first]", HelpName = "STEP" };
        var scope = new Option<string>("--scope")
        {
            Description = "'history' with inherited states, 'own' states only, or 'lineage' from the very first root",
            HelpName = "SCOPE",
            DefaultValueFactory = _ => "history",
        };
        var service = new ClientOptions();
        var command = new CliCommand(
            "export",
            "Print the states of a run, a JSON object a line.",
            "cuarl runs export 01930000-0000-7000-8000-000000000001 > run.ndjson",
            "cuarl runs export 01930000-0000-7000-8000-000000000001 --from 5000 >> run.ndjson   # go on after a break")
        {
            id,
            from,
            scope,
        };
        service.AddUrlTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = service.Open(parsed);
            var path = $"{RunPaths.Of(parsed, id)}/export?from={parsed.GetValue(from)}&scope={Uri.EscapeDataString(parsed.GetValue(scope)!)}";
            await client.ReadLinesAsync(path, parsed.InvocationConfiguration.Output.WriteLine, cancellationToken);
        });
        return command;
    }

    private static string After(string? cursor) => cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}";
}
