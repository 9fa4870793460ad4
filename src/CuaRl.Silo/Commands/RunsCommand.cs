using System.CommandLine;
using CuaRl.Silo.Commands.Runs;

namespace CuaRl.Silo.Commands;

/// <summary><c>cuarl runs ...</c>: asks a running service over HTTP.</summary>
internal static class RunsCommand
{
    public static Command Create() => new CliCommand(
        "runs",
        "List, show, branch, compare, export and end the runs of a running service.",
        "cuarl runs list --simulation 01930000-0000-7000-8000-000000000000",
        "cuarl runs branch 01930000-0000-7000-8000-000000000001 --step 6 --name high-lr --overrides '{\"lr\": 0.01}'",
        "cuarl runs export 01930000-0000-7000-8000-000000000001 > run.ndjson")
    {
        RunReadCommands.List(),
        RunReadCommands.Show(),
        RunReadCommands.Compare(),
        RunReadCommands.Export(),
        RunWriteCommands.Branch(),
        RunWriteCommands.Plain("pause", "Stop a run from taking states until it is resumed."),
        RunWriteCommands.Plain("resume", "Let a paused run take states again."),
        RunWriteCommands.Complete(),
        RunWriteCommands.Fail(),
        RunWriteCommands.Plain("prune", "Delete a run's own states; refused while another run or a tag needs them."),
    };
}
