using System.Runtime.CompilerServices;

namespace CuaRl.Core.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public void Readme_OfEnvironments_ShowsTheSampleAsItIsCompiled()
    {
        var readme = File.ReadAllText(Path.Combine(Folder(), "../../../src/CuaRl.Core/Environments/README.md"));
        var sample = File.ReadAllText(Path.Combine(Folder(), "Corridor.cs"));

        Assert.Contains(sample[sample.IndexOf("/// <summary>", StringComparison.Ordinal)..], readme, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
