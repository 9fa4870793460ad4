using CuaRl.Silo.Commands;

namespace CuaRl.Silo.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("up")]
    [InlineData("demo")]
    [InlineData("demo cartpole")]
    [InlineData("env")]
    [InlineData("env list")]
    [InlineData("env rollout")]
    [InlineData("simulations")]
    [InlineData("simulations list")]
    [InlineData("simulations create")]
    [InlineData("simulations show")]
    [InlineData("runs")]
    [InlineData("runs list")]
    [InlineData("runs show")]
    [InlineData("runs pause")]
    [InlineData("runs resume")]
    [InlineData("runs complete")]
    [InlineData("runs fail")]
    [InlineData("runs prune")]
    [InlineData("runs branch")]
    [InlineData("runs compare")]
    [InlineData("runs export")]
    [InlineData("tree")]
    [InlineData("gbox-emulator")]
    [InlineData("train")]
    public async Task Run_Help_ShowsUsageAndExamples(string path)
    {
        var (exitCode, output, error) = await RunAsync($"{path} --help");

        Assert.Equal(CommandLine.Ok, exitCode);
        Assert.Contains($"cuarl {path}".TrimEnd(), output, StringComparison.Ordinal);
        Assert.Contains("Examples:", output, StringComparison.Ordinal);
        Assert.Empty(error);
    }

    [Fact]
    public async Task Run_NoArguments_ShowsHelp()
    {
        var (exitCode, output, _) = await RunAsync("");

        Assert.Equal(CommandLine.Ok, exitCode);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Version_NamesVersionEngineAndRuntime()
    {
        var (exitCode, output, _) = await RunAsync("--version");

        Assert.Equal(CommandLine.Ok, exitCode);
        Assert.Matches(@"^cuarl \d+\.\d+\.\d+\S*, engine (embedded|packages), \.NET 10\.", output);
    }

    [Theory]
    [InlineData("bogus", "bogus")]
    [InlineData("up --bogus", "--bogus")]
    [InlineData("simulations create --name n", "--environment")]
    [InlineData("simulations show", "show")]
    [InlineData("env rollout CartPole-v1", "--actions")]
    [InlineData("demo cartpole --variant other", "other")]
    [InlineData("simulations list --limit ten", "ten")]
    [InlineData("runs fail x", "--reason")]
    [InlineData("runs branch x --step 1", "--name")]
    [InlineData("runs branch x --name n", "Either '--step' or '--state' is required")]
    [InlineData("runs branch x --name n --step 1 --state s", "and not both")]
    [InlineData("runs branch x --state s", "--step 6 --name high-lr")]
    [InlineData("runs compare x", "compare")]
    [InlineData("tree", "tree")]
    [InlineData("gbox-emulator --seed x", "x")]
    public async Task Run_Misused_NamesTheMistakeAndEndsWith2(string line, string named)
    {
        var (exitCode, output, error) = await RunAsync(line);

        Assert.Equal(CommandLine.Misused, exitCode);
        Assert.StartsWith("cuarl: ", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Contains("--help", error, StringComparison.Ordinal);
        Assert.Empty(output);
    }

    [Theory]
    [InlineData("simulations list --url http://127.0.0.1:1", "no service answers at http://127.0.0.1:1")]
    [InlineData("simulations list --url ftp://127.0.0.1", "--url")]
    [InlineData("simulations create --name n --environment e --agent a --agent-config {", "--agent-config is no JSON")]
    [InlineData("simulations create --name n --environment e --agent a --agent-config @/no/such/file", "--agent-config")]
    [InlineData("runs complete x --reward {", "--reward is no JSON")]
    [InlineData("runs export x --url http://127.0.0.1:1", "no service answers at http://127.0.0.1:1")]
    [InlineData("tree x --url http://127.0.0.1:1", "no service answers at http://127.0.0.1:1")]
    [InlineData("up --urls http://0.0.0.0:0", "CUARL_API_KEY")]
    [InlineData("up --urls nonsense", "--urls")]
    [InlineData("up --plugins /no/such.dll", "--plugins and CUARL_PLUGINS name '/no/such.dll'; there is no such file or folder")]
    [InlineData("demo cartpole --steps 1", "--steps")]
    [InlineData("demo cartpole --svg /no/such/folder/tree.svg", "--svg: there is no folder '/no/such/folder'")]
    [InlineData("demo cartpole --svg /", "--svg: '/' is a folder")]
    [InlineData("demo cartpole --steps 100 --branch-at 100", "--branch-at")]
    public async Task Run_CannotBeDone_SaysWhyInOneLineAndEndsWith1(string line, string reason)
    {
        var (exitCode, output, error) = await RunAsync(line);

        Assert.Equal(CommandLine.Failed, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.Empty(output);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
