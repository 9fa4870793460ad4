using System.Globalization;
using System.Text.RegularExpressions;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Demo;

public sealed partial class KilledDemoTests : IAsyncLifetime
{
    private readonly PostgresDatabase _undisturbed = new();
    private readonly PostgresDatabase _disturbed = new();
    private readonly string _folder = TestFolders.Create("killed-demo");

    [PostgresFact]
    public async Task Demo_KilledAgainAndAgain_ComesToTheEndOfAnUndisturbedOne()
    {
        (string Run, long Step)[] kills =
            [("main", -1), ("main", 100), ("main", 300), ("high-lr-experiment", 300), ("high-lr-experiment", 500), ("main", 1500), ("main", 3000)];
        await using var whole = CuarlProgram.Start(Demo(_undisturbed));
        Assert.True(await whole.WaitForExitAsync() == 0, whole.Error);

        // However late a kill comes on a busy machine, no run has come to its end.
        await using (await DatabaseBar.HoldAsync(_disturbed, "run_state", "INSERT", "NEW.step = 3500"))
        {
            foreach (var (run, step) in kills)
            {
                await using var program = CuarlProgram.Start(Demo(_disturbed));
                await program.WaitForLineAsync(line => IsAt(line, run, step));
                await program.KillAsync();
                Assert.Equal("", program.Output);
            }
        }

        await using var last = CuarlProgram.Start(Demo(_disturbed));
        Assert.True(await last.WaitForExitAsync() == 0, last.Error);
        await using var again = CuarlProgram.Start(Demo(_disturbed));
        Assert.True(await again.WaitForExitAsync() == 0, again.Error);

        Assert.Equal(whole.Output, last.Output);
        Assert.Equal(whole.Output, again.Output);
    }

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is null)
        {
            await _undisturbed.InitializeAsync();
            await _disturbed.InitializeAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await _undisturbed.DisposeAsync();
        await _disturbed.DisposeAsync();
    }

    private ProgramArguments Demo(PostgresDatabase database) => new(
        _folder, "demo", "cartpole", "--steps", "4000", "--json", "--database", DatabaseUrl.From(database.ConnectionString));

    private static bool IsAt(string line, string run, long step) =>
        Progress().Match(line) is { Success: true } match
        && match.Groups["run"].Value == run
        && long.Parse(match.Groups["step"].Value, CultureInfo.InvariantCulture) >= step;

    [GeneratedRegex(@"^(?<run>[\w-]+): step (?<step>-?\d+) of \d+$")]
    private static partial Regex Progress();
}
