using System.Xml.Linq;

namespace CuaRl.Architecture.Tests;

public sealed class ProjectArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Orleans.Embedded"] = [],
        ["CuaRl.Abstractions"] = [],
        ["CuaRl.Core"] = [],
        ["CuaRl.Grains"] = ["CuaRl.Abstractions", "CuaRl.Core"],
        ["CuaRl.Adapters"] = ["CuaRl.Abstractions", "CuaRl.Core", "CuaRl.Grains"],
        ["CuaRl.Silo"] = ["CuaRl.Abstractions", "CuaRl.Adapters", "CuaRl.Core", "CuaRl.Grains"],
    };

    [Fact]
    public void Projects_InSource_ReferenceOnlyWhatTheDesignAllows()
    {
        var found = Repository.Files("src", "*.csproj").ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            References,
            StringComparer.Ordinal);

        Assert.Equal(Allowed.Keys.Order(), found.Keys.Order());
        foreach (var (project, references) in found)
        {
            Assert.Empty(references.Except(Allowed[project]));
        }
    }

    [Theory]
    [InlineData("CuaRl.Core", "Orleans", "Npgsql", "Microsoft.AspNetCore")]
    [InlineData("CuaRl.Abstractions", "Npgsql", "Microsoft.AspNetCore")]
    [InlineData("CuaRl.Grains", "Npgsql", "Microsoft.AspNetCore")]
    public void Code_InALayer_NamesNothingOfALayerOutside(string project, params string[] forbidden)
    {
        var offenders =
            from file in Repository.Files($"src/{project}", "*.cs")
            from line in File.ReadLines(Repository.PathOf(file))
            where forbidden.Any(name => line.StartsWith($"using {name}", StringComparison.Ordinal))
            select $"{file}: {line}";

        Assert.Empty(offenders);
    }

    [Fact]
    public void Adapters_OfTheGrainsProject_UsePortsOnly()
    {
        var offenders =
            from file in Repository.Files("src/CuaRl.Adapters", "*.cs")
            from line in File.ReadLines(Repository.PathOf(file))
            where line.StartsWith("using CuaRl.Grains", StringComparison.Ordinal)
                && line != "using CuaRl.Grains.Ports;"
            select $"{file}: {line}";

        Assert.Empty(offenders);
    }

    private static string[] References(string project) =>
    [
        .. XDocument.Load(Repository.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)),
    ];
}
