namespace CuaRl.Architecture.Tests;

public sealed class ReadmeTests
{
    [Theory]
    [InlineData("tests/CuaRl.Silo.Tests/Samples/BranchSample.cs")]
    [InlineData("tests/CuaRl.Silo.Tests/Samples/TrainingSample.cs")]
    [InlineData("tests/CuaRl.Silo.Tests/Cluster/ClusterClientSample.cs")]
    public void Samples_InTheReadme_AreTheOnesThatTestsCompile(string file)
    {
        var readme = File.ReadAllText(Repository.PathOf("README.md"));

        Assert.Contains("```csharp\n" + BodyOf(file) + "\n```", readme, StringComparison.Ordinal);
    }

    /// <summary>What stands between the braces of the file's one method, without its indentation.</summary>
    private static string BodyOf(string file)
    {
        const int Indentation = 8;
        var lines = File.ReadAllLines(Repository.PathOf(file));
        var start = Array.IndexOf(lines, "    {") + 1;
        var end = Array.IndexOf(lines, "    }");
        return string.Join('\n', lines[start..end].Select(line => line.Length > Indentation ? line[Indentation..] : ""));
    }
}
