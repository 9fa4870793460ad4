namespace CuaRl.Architecture.Tests.Engine;

/// <summary>The build property that puts real Orleans or the embedded engine behind the grains.</summary>
public sealed class EngineSeamTests : IDisposable
{
    private const string Silo = "src/CuaRl.Silo/CuaRl.Silo.csproj";
    private const string Question = "-getProperty:OrleansEngine,OrleansVersion,ArtifactsPath";

    private static readonly string[] WholeSet = ["runtime", "core", "serialization", "sdk", "codegenerator"];

    private readonly DirectoryInfo _packagesFolder = Directory.CreateTempSubdirectory("cuarl-packages-");

    public void Dispose() => _packagesFolder.Delete(recursive: true);

    [Fact]
    public async Task Engine_WhenPackages_ReferencesOrleansAndNotTheEmbeddedEngine()
    {
        var silo = await Evaluation.OfAsync(
            Silo, ["-p:OrleansEngine=packages", Question, "-getItem:PackageReference,ProjectReference"]);

        Assert.Contains("Microsoft.Orleans.Server", silo.Items("PackageReference"));
        Assert.Contains("Microsoft.Orleans.Clustering.AdoNet", silo.Items("PackageReference"));
        Assert.DoesNotContain(silo.Items("ProjectReference"), IsEmbedded);
    }

    [Fact]
    public async Task Engine_WhenEmbedded_ReferencesNoOrleansPackage()
    {
        var silo = await Evaluation.OfAsync(
            Silo, ["-p:OrleansEngine=embedded", Question, "-getItem:PackageReference,ProjectReference"]);

        Assert.DoesNotContain(
            silo.Items("PackageReference"), name => name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal));
        Assert.Contains(silo.Items("ProjectReference"), IsEmbedded);
    }

    [Fact]
    public async Task Outputs_OfTheTwoEngines_NeverMeet()
    {
        var packages = await Evaluation.OfAsync(Silo, ["-p:OrleansEngine=packages", Question]);
        var embedded = await Evaluation.OfAsync(Silo, ["-p:OrleansEngine=embedded", Question]);

        Assert.EndsWith("artifacts/packages", packages.Property("ArtifactsPath").Replace('\\', '/'), StringComparison.Ordinal);
        Assert.EndsWith("artifacts/embedded", embedded.Property("ArtifactsPath").Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_UnsetAndTheWholeSetInThePackagesFolder_IsPackages()
    {
        var version = await VersionAsync();
        foreach (var name in WholeSet)
        {
            Unpack(name, version);
        }

        Assert.Equal("packages", await DecidedAsync());
    }

    [Fact]
    public async Task Engine_UnsetAndOnePackageNotUnpackedToTheEnd_IsEmbedded()
    {
        var version = await VersionAsync();
        foreach (var name in WholeSet)
        {
            Unpack(name, version);
        }

        File.Delete(Path.Combine(FolderOf("sdk", version), ".nupkg.metadata"));

        Assert.Equal("embedded", await DecidedAsync());
    }

    [Fact]
    public async Task Engine_UnsetAndOnlyAnotherVersionThere_IsEmbedded()
    {
        foreach (var name in WholeSet)
        {
            Unpack(name, "9.2.1");
        }

        Assert.Equal("embedded", await DecidedAsync());
    }

    [Fact]
    public async Task Engine_WithAnUnknownName_IsRefusedByName()
    {
        var refused = await Evaluation.OfAsync(Silo, ["-p:OrleansEngine=both", "-t:CheckOrleansEngine", "-tl:off"]);

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("'both'; it must be 'packages' or 'embedded'", refused.Output, StringComparison.Ordinal);
    }

    private static bool IsEmbedded(string project) => project.EndsWith("Orleans.Embedded.csproj", StringComparison.Ordinal);

    private static async Task<string> VersionAsync() =>
        (await Evaluation.OfAsync(Silo, ["-p:OrleansEngine=embedded", Question])).Property("OrleansVersion");

    private async Task<string> DecidedAsync()
    {
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = _packagesFolder.FullName };
        return (await Evaluation.OfAsync(Silo, [Question], environment)).Property("OrleansEngine");
    }

    private string FolderOf(string name, string version) =>
        Path.Combine(_packagesFolder.FullName, "microsoft.orleans." + name, version);

    private void Unpack(string name, string version) => File.WriteAllText(
        Path.Combine(Directory.CreateDirectory(FolderOf(name, version)).FullName, ".nupkg.metadata"), "{}");
}
