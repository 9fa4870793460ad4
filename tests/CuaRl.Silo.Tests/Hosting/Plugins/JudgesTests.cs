using CuaRl.Silo.Hosting.Plugins;
using CuaRl.Silo.Tests.Samples;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Silo.Tests.Hosting.Plugins;

public sealed class JudgesTests
{
    private const string Broken =
        """
        public sealed class Broken : CuaRl.Core.Rewards.IRewardFunction
        {
            public Broken() => throw new System.InvalidOperationException("no licence");
            public string Name => "broken";
            public int Version => 1;
            public double Compute(in CuaRl.Core.Rewards.RewardInputs rollout) => 0;
        }
        """;

    private const string Neither =
        """
        public sealed class NeedsAnArgument(string name) : CuaRl.Core.Rewards.IRewardFunction
        {
            public string Name => name;
            public int Version => 1;
            public double Compute(in CuaRl.Core.Rewards.RewardInputs rollout) => 0;
        }
        """;

    [Fact]
    public async Task Load_TheSample_AsAFileAndAsAFolderWithCopiesOfTheService_SharesTheInterfaces()
    {
        var file = await OwnJudgesSample.BuildAsync();
        var folder = TestFolders.Create("plugins");
        File.Copy(file, Path.Combine(folder, "OwnJudges.dll"));
        foreach (var copy in (string[])["CuaRl.Core.dll", "CuaRl.Grains.dll", "CuaRl.Abstractions.dll"])
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, copy), Path.Combine(folder, copy));
        }

        foreach (var path in (string[])[file, folder])
        {
            var judges = Load(path);

            Assert.Equal("few-turns", Assert.Single(judges.RewardFunctions).Name);
            Assert.Equal("dark_theme", Assert.Single(judges.Validators).Name);
        }
    }

    [Theory]
    [InlineData(Broken, "cannot make Broken: no licence")]
    [InlineData(Neither, "has no public class with a constructor without parameters that implements IRewardFunction or ITaskValidator")]
    public async Task Load_WhatCannotBeUsed_SaysWhichAndWhy(string code, string problem)
    {
        var file = await OwnJudgesSample.BuildAsync(TestFolders.Create("plugin"), code);

        var error = Assert.Throws<ConfigurationException>(() => Load(file));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WhatIsNoPlugin_SaysSo()
    {
        var folder = TestFolders.Create("plugins");
        var text = Path.Combine(folder, "text.dll");
        File.WriteAllText(text, "text");

        Assert.Contains("is no .NET assembly", Problem(text), StringComparison.Ordinal);
        Assert.Contains("has no public class", Problem(folder), StringComparison.Ordinal);
        Assert.Contains("part of the service itself", Problem(Path.Combine(AppContext.BaseDirectory, "CuaRl.Core.dll")), StringComparison.Ordinal);
        Assert.Contains(
            "'/no/such.dll'; there is no such file or folder",
            Assert.Throws<ConfigurationException>(() => PluginFiles.Parse($"{text}, /no/such.dll")).Message,
            StringComparison.Ordinal);
        Assert.Equal([text, folder], PluginFiles.Parse($"{text},{folder}"));
    }

    private static string Problem(string path) => Assert.Throws<ConfigurationException>(() => Load(path)).Message;

    private static Judges Load(string path) => Judges.Load([path], NullLogger.Instance);
}
