using System.Text.Json;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;

namespace CuaRl.Core.Tests.Loop.Configuration;

public sealed class FlagSourcesTests
{
    public static TheoryData<string> Names => new(FlagTable.All.Select(flag => flag.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Flag_FromEachSource_IsTakenAndSaysWhereFrom(string name)
    {
        var flag = FlagTable.Get(name);
        var (written, read) = FlagSamples.Of(flag);
        var hyphens = name.Replace('_', '-');

        AssertTaken(flag, read, "run.json", FlagJson.Read($$"""{"{{name}}": {{Json(flag, written)}}}""", "run.json"));
        AssertTaken(flag, read, "run.json", FlagJson.Read($$"""{"{{hyphens}}": {{JsonSerializer.Serialize(written)}}}""", "run.json"));
        AssertTaken(
            flag, read, $"CUARL_TRAIN_{name.ToUpperInvariant()}",
            FlagVariables.Read([KeyValuePair.Create($"CUARL_TRAIN_{name.ToUpperInvariant()}", written)]));
        AssertTaken(flag, read, "command line", FlagArguments.Read([$"--{name}", written]));
        AssertTaken(flag, read, "command line", FlagArguments.Read([$"--{hyphens}={written}"]));
        AssertTaken(flag, read, "command line", FlagArguments.Read([$"{name}={written}"]));
    }

    [Theory]
    [InlineData(Providers.Embedded)]
    [InlineData(Providers.Tinker)]
    public void Flag_OfNoSource_HasItsTrainersDefault(string provider)
    {
        var resolution = Flagged.ResolveWhole($"provider={provider}");

        // Those that follow from others are told of on their own.
        string[] following = ["provider", "tasks", "eval_tasks", "run_name"];
        Assert.All(
            resolution.Flags.Where(flag => !following.Contains(flag.Flag.Name)),
            flag => Assert.Equal(
                (flag.Flag.IsSecret ? "not set" : flag.Flag.DefaultOf(provider),
                    $"{(flag.Flag.IsOf(provider) ? "default" : "not")} of {provider}"),
                (flag.Value, flag.Source.Name)));
    }

    [Fact]
    public void Flag_FromSeveralSources_HasTheLastOnes()
    {
        var config = FlagJson.Read("""{"seed": 1, "max_turns": 1, "epochs": 1}""", "run.json");
        var variables = FlagVariables.Read([new("CUARL_TRAIN_SEED", "2"), new("CUARL_TRAIN_MAX_TURNS", "2"), new("CUARL_TRAIN_EPOCHS", " ")]);
        var arguments = FlagArguments.Read(["seed=3"]);

        // Whatever the order in which they are read.
        var resolution = LoopResolver.Resolve(arguments.And(variables).And(config), Flagged.Start, Flagged.WholeVersion);

        Assert.Equal(("3", "command line"), (resolution.Flag("seed").Value, resolution.Flag("seed").Source.Name));
        Assert.Equal(("2", "CUARL_TRAIN_MAX_TURNS"), (resolution.Flag("max_turns").Value, resolution.Flag("max_turns").Source.Name));
        Assert.Equal(("1", "run.json"), (resolution.Flag("epochs").Value, resolution.Flag("epochs").Source.Name));
    }

    [Fact]
    public void Variable_OfOtherProgramsToo_GivesWayToTheFlagsOwn()
    {
        var shared = FlagVariables.Read([new("TINKER_BASE_URL", "https://shared"), new("PATH", "/bin"), new("CUARL_URLS", "http://127.0.0.1:1")]);
        var own = FlagVariables.Read([new("CUARL_TRAIN_BASE_URL", "https://own")]);

        Assert.Equal("https://shared", Assert.Single(shared.Given).Text);
        Assert.Empty(shared.Faults);
        var resolution = LoopResolver.Resolve(
            own.And(shared).And(FlagArguments.Read(["provider=tinker"])), Flagged.Start, Flagged.WholeVersion);
        Assert.Equal("https://own", resolution.Flag("base_url").Value);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("None")]
    [InlineData("")]
    public void Flag_SetToNothing_TakesBackWhatASourceBeforeSaid(string nothing)
    {
        var config = FlagJson.Read("""{"max_steps": 5}""", "run.json");

        var resolution = LoopResolver.Resolve(config.And(FlagArguments.Read([$"max_steps={nothing}"])), Flagged.Start, Flagged.WholeVersion);

        Assert.Empty(resolution.Faults());
        Assert.Null(resolution.Configuration!.MaxSteps);
    }

    [Theory]
    [InlineData("--skip_baseline", "true")]
    [InlineData("--no-skip-baseline", "false")]
    [InlineData("--no_skip_baseline=false", "true")]
    [InlineData("no_skip_baseline=yes", "false")]
    [InlineData("--skip_baseline seed=1", "true")]
    [InlineData("--skip_baseline --seed 1", "true")]
    [InlineData("--skip-baseline no", "false")]
    public void YesNo_InEachForm_IsRead(string arguments, string value) =>
        Assert.Equal(value, Flagged.ResolveWhole(arguments.Split(' ')).Flag("skip_baseline").Value);

    [Fact]
    public void Arguments_ThatAreNoFlags_AreNamedByTheirPlaceAndNeverShown()
    {
        var reading = FlagArguments.Read(["gbox_api_key", "hidden-key", "--gbox_apikey", "hidden-key", "--", "--=hidden-key", "--seed"]);

        Assert.Empty(reading.Given);
        Assert.Equal(
            [
                "gbox_apikey (command line): is no flag; did you mean gbox_api_key?",
                "seed (command line): needs a value: a whole number",
                "argument 1 (command line): is no flag: write --NAME VALUE or NAME=VALUE",
                "argument 2 (command line): is no flag: write --NAME VALUE or NAME=VALUE",
                "argument 5 (command line): is no flag: write --NAME VALUE or NAME=VALUE",
                "argument 6 (command line): is no flag: write --NAME VALUE or NAME=VALUE",
            ],
            reading.Faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Sources_WithNamesThatAreNoFlags_NameEach()
    {
        var config = FlagJson.Read("""{"group_sise": 4, "zzz": 1}""", "run.json");
        var variables = FlagVariables.Read([new("CUARL_TRAIN_SEEED", "1")]);
        var twice = FlagVariables.Read([new("CUARL_TRAIN_WARM_START", "true")]).And(FlagArguments.Read(["seed=1", "--seed", "2"]));

        Assert.Equal(
            [
                "group_sise (run.json): is no flag; did you mean group_size?",
                "zzz (run.json): is no flag; `cuarl train --help` lists them",
                "seeed (CUARL_TRAIN_SEEED): is no flag; did you mean seed?",
                "seed (command line): is given more than once",
            ],
            config.And(variables).And(twice).Faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("[]", "config (run.json): must be a JSON object of flags")]
    [InlineData("{\"seed\": 1,\n \"gbox_api_key\": hidden-key}", "config (run.json): is no JSON: line 2, byte 18")]
    [InlineData("""{"gbox_api_key": "hidden-key\ud800"}""", "config (run.json): holds half of a surrogate pair")]
    public void Json_ThatIsNoObject_IsNamedWithoutItsContent(string json, string fault) =>
        Assert.Equal(fault, Assert.Single(FlagJson.Read(json, "run.json").Faults).ToString());

    private static void AssertTaken(Flag flag, string value, string source, FlagReading reading)
    {
        Assert.Empty(reading.Faults.Select(fault => fault.ToString()));
        var resolved = LoopResolver.Resolve(reading, Flagged.Start, Flagged.WholeVersion).Flag(flag.Name);
        Assert.Equal((flag.IsSecret ? "set" : value, source), (resolved.Value, resolved.Source.Name));
    }

    private static string Json(Flag flag, string written) => flag.Kind switch
    {
        FlagKind.Text => JsonSerializer.Serialize(written),
        FlagKind.YesNo => written == "yes" ? "true" : "false",
        _ => written,
    };
}
