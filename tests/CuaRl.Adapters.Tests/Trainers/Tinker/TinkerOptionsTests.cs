using CuaRl.Adapters.Identity;
using CuaRl.Adapters.Tests.Devices.GBox;
using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

public sealed class TinkerOptionsTests
{
    private const string Hidden = "hidden-key";
    private static readonly TrainerModel Qwen = TinkerHost.Model with { ModelName = "Qwen/Qwen3-VL-4B-Instruct" };

    [Fact]
    public void Options_OfVariables_AreThose()
    {
        var options = From(("TINKER_API_KEY", $" {Hidden} "), ("GBOX_API_KEY", "g"), ("TINKER_BASE_URL", "https://t.example/x"), ("CUARL_TOKENIZERS", "tokens"));

        Assert.Equal((Hidden, new Uri("https://t.example/x/")), (options.ApiKey, options.BaseUrl));
        Assert.Equal(Path.GetFullPath("tokens"), options.Tokenizers);
        Assert.Equal(("g", TinkerOptions.Hosted), (From(("GBOX_API_KEY", "g")).ApiKey, From().BaseUrl));
        Assert.Null(From().ApiKey);
        Assert.DoesNotContain(Hidden, options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://t.example", "TINKER_BASE_URL must be an https address")]
    [InlineData("https://me@t.example", "TINKER_BASE_URL must be an https address")]
    [InlineData("ftp://127.0.0.1", "TINKER_BASE_URL must be an https address")]
    [InlineData("here", "TINKER_BASE_URL and base_url take an address")]
    public void Address_ThatKeysMustNotBeSentTo_IsRefused(string address, string rule) =>
        Assert.StartsWith(rule, Assert.Throws<ConfigurationException>(() => From(("TINKER_BASE_URL", address))).Message, StringComparison.Ordinal);

    [Fact]
    public void Wire_NotGiven_IsThatOfTheServer()
    {
        Assert.Equal(TinkerWire.Protobuf, From().Wire);
        Assert.Equal(TinkerWire.Json, From(("TINKER_BASE_URL", "http://127.0.0.1:8000")).Wire);
        Assert.Equal(TinkerWire.Json, From(("CUARL_TINKER_WIRE", "json")).With("t", "k", null).Wire);
        Assert.Equal(TinkerWire.Json, From().With("t", "k", "http://127.0.0.1:8000").Wire);
        Assert.Equal(TinkerWire.Protobuf, From(("CUARL_TINKER_WIRE", "protobuf")).With("t", "k", "http://127.0.0.1:8000").Wire);
        Assert.Contains("CUARL_TINKER_WIRE is 'xml'", Assert.Throws<ConfigurationException>(() => From(("CUARL_TINKER_WIRE", "xml"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_ThatIsNone_IsRefusedWithoutIt()
    {
        var error = Assert.Throws<ConfigurationException>(() => From(("TINKER_API_KEY", $"{Hidden}\u00e9")));

        Assert.Contains("TINKER_API_KEY must be plain ASCII", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_WhatATrainingBringsAlong_TakesThat()
    {
        var options = From(("TINKER_API_KEY", "a"), ("CUARL_TOKENIZERS", "/tokens")).With("t", Hidden, "http://127.0.0.1:8000");

        Assert.Equal((Hidden, new Uri("http://127.0.0.1:8000/"), "/tokens"), (options.ApiKey, options.BaseUrl, options.Tokenizers));
        Assert.Equal("a", From(("TINKER_API_KEY", "a")).With("t", null, null).ApiKey);
    }

    [Fact]
    public void With_AKeyOrAnAddressOfItsOwn_IsForThatTrainingOnly()
    {
        var service = From(("TINKER_API_KEY", "a"), ("TINKER_BASE_URL", "http://127.0.0.1:8000"));

        Assert.Equal("t", service.With("t", Hidden, null).OnlyFor);
        Assert.Equal("t", service.With("t", null, "http://127.0.0.1:8001").OnlyFor);
        Assert.Null(service.With("t", "a", "http://127.0.0.1:8000").OnlyFor);
        Assert.Null(service.OnlyFor);
    }

    [Fact]
    public void WhyNotHere_OfWhatAnotherServiceMayHave_SaysWhatIsMissing()
    {
        var keyed = new TinkerOptions { ApiKey = Hidden, BaseUrl = new Uri("http://127.0.0.1:1/") };
        var own = keyed.With(TinkerHost.Model.TrainingId, "own", null);

        Assert.Equal("there is no key: set TINKER_API_KEY where the service is started", WhyNot(new TinkerOptions(), TinkerHost.Model));
        Assert.StartsWith(
            "base_url is https://elsewhere.example", WhyNot(keyed, TinkerHost.Model with { Address = "https://elsewhere.example" }), StringComparison.Ordinal);
        Assert.StartsWith("the tokenizer of Qwen/Qwen3-VL-4B-Instruct is needed: set CUARL_TOKENIZERS", WhyNot(keyed, Qwen), StringComparison.Ordinal);
        Assert.Null(WhyNot(keyed, Qwen with { Prompt = new TrainerPrompt { Renderer = "chat" } }));
        Assert.Null(WhyNot(keyed, TinkerHost.Model with { Address = "http://127.0.0.1:1" }));
        Assert.Null(WhyNot(own, TinkerHost.Model));
        Assert.Contains(
            $"is that of training {TinkerHost.Model.TrainingId} alone", WhyNot(own, TinkerHost.Model with { TrainingId = "another" }), StringComparison.Ordinal);

        // That is the same everywhere: whoever opens it is refused.
        Assert.Null(WhyNot(keyed, TinkerHost.Model with { ModelName = "Other/model" }));
    }

    [Fact]
    public async Task Model_ThatCannotBeAskedFor_IsRefusedWithWhatToDo()
    {
        var keyed = new TinkerOptions { ApiKey = Hidden, BaseUrl = new Uri("http://127.0.0.1:1/") };
        var folder = TestFolders.Create("tokenizers");
        Directory.CreateDirectory(Path.Combine(folder, Qwen.ModelName));
        var inFolder = new TinkerOptions { ApiKey = Hidden, Tokenizers = folder };

        await RefusedAsync(new TinkerOptions(), TinkerHost.Model, "set TINKER_API_KEY where the service is started");
        await RefusedAsync(keyed, TinkerHost.Model with { Address = "https://elsewhere.example" }, "base_url is https://elsewhere.example, and the service's key is for http://127.0.0.1:1/");
        await RefusedAsync(keyed, TinkerHost.Model with { ModelName = "Other/model" }, "give one of qwen3_vl_instruct, bytes");
        await RefusedAsync(keyed, TinkerHost.Model with { Prompt = new TrainerPrompt { Renderer = "magic" } }, "there is no renderer 'magic'");
        await RefusedAsync(keyed, Qwen, "set CUARL_TOKENIZERS to a folder that holds Qwen/Qwen3-VL-4B-Instruct/tokenizer.json");
        await RefusedAsync(inFolder, Qwen, $"put it at {Path.Combine(folder, Qwen.ModelName, "tokenizer.json")}");
        await RefusedAsync(inFolder, Qwen with { Prompt = new TrainerPrompt { Tokenizer = "../x" } }, "is no name of a folder");
        await File.WriteAllTextAsync(Path.Combine(folder, Qwen.ModelName, "tokenizer.json"), "{}");
        await RefusedAsync(inFolder, Qwen, "cannot be used: tokenizer.json: cannot be read");
    }

    [Fact]
    public void Problem_OfATraining_IsThatOfItsFlag()
    {
        Assert.Equal("model_name_for_tokenizer", new TinkerOptions().Problem(Settings("model_name=Qwen/Qwen3-VL-4B-Instruct"))!.Value.Flag);
        Assert.Equal("renderer_name", new TinkerOptions().Problem(Settings("model_name=Other/model"))!.Value.Flag);
        Assert.Null(new TinkerOptions().Problem(Settings("model_name=cuarl/bytes")));
        Assert.Null(new TinkerOptions().Problem(Settings("model_name=Qwen/Qwen3-VL-4B-Instruct", "renderer_name=chat", "--baseline_only")));
        Assert.Null(new TinkerOptions().Problem(Settings("model_name=Other/model", "renderer_name=bytes")));
    }

    [Fact]
    public async Task AddTinkerTrainer_AmongServices_GivesATrainerByItsName()
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IBlobStore, MemoryBlobs>()
            .AddTinkerTrainer(new TinkerOptions())
            .BuildServiceProvider();

        Assert.Equal("tinker", Assert.Single(services.GetServices<ITrainer>()).Name);
    }

    private static string? WhyNot(TinkerOptions options, TrainerModel model)
    {
        using var trainer = Trainer(options);
        return trainer.WhyNotHere(model);
    }

    private static TinkerTrainer Trainer(TinkerOptions options) => new(
        options, new MemoryBlobs(), new Version7Ids(TimeProvider.System), TimeProvider.System, new TextLogger<TinkerFutures>());

    private static async Task RefusedAsync(TinkerOptions options, TrainerModel model, string cause)
    {
        using var trainer = Trainer(options);
        var refusal = await Assert.ThrowsAsync<TrainerRefusedException>(() => trainer.OpenAsync(model, null, default));
        Assert.Contains(cause, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Hidden, refusal.ToString(), StringComparison.Ordinal);
    }

    private static LoopConfiguration Settings(params string[] flags) => LoopResolver.Resolve(
        FlagArguments.Read(["provider=tinker", "box_type=simulated", "tinker_api_key=k", .. flags]), DateTimeOffset.UnixEpoch, new LoopSurroundings()).Configuration!;

    private static TinkerOptions From(params (string Name, string Value)[] variables) =>
        TinkerOptions.From(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
