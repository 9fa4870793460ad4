using Xunit.Abstractions;

namespace Orleans.Engine.Tests.Surface;

/// <summary>The embedded engine shows nothing that Orleans does not have under the same name and signature.</summary>
public sealed class SurfaceParityTests(ITestOutputHelper output)
{
    [ReferenceFact]
    public void PublicTypes_KnownToTheRealAssemblies_AreTheSameThere()
    {
        var real = new Dictionary<string, PublicType>();
        foreach (var type in ReferenceAssemblies.Paths.SelectMany(path => PublicSurface.Read(path).Values))
        {
            real.TryAdd(type.Name, type);
        }

        var ours = PublicSurface.Read(typeof(IGrain).Assembly.Location).Values;
        var compared = ours.Where(type => real.ContainsKey(type.Name)).ToList();
        var others = ours.Except(compared).Select(type => type.Name).Order(StringComparer.Ordinal).ToList();
        var differences = compared.SelectMany(type => Differences(type, real)).ToList();

        output.WriteLine($"Compared: {compared.Count} of {ours.Count} public types, with {ReferenceAssemblies.Paths.Count} assemblies.");
        output.WriteLine($"Elsewhere ({others.Count}): {string.Join(", ", others)}");
        Assert.NotEmpty(compared);
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static IEnumerable<string> Differences(PublicType ours, Dictionary<string, PublicType> real)
    {
        var its = real[ours.Name];
        if (ours.Kind != its.Kind)
        {
            yield return $"{ours.Name} is a {ours.Kind}, there a {its.Kind}";
        }

        // Bases between that are not in this engine cannot be named by code that builds on it.
        var inherited = Inherited(its, real).ToList();
        if (!inherited.Exists(level => level.Base == ours.Base))
        {
            yield return $"{ours.Name} derives from {ours.Base}, there from {its.Base}";
        }

        if (!ours.IsSealed && its.IsSealed)
        {
            yield return $"{ours.Name} is sealed there";
        }

        foreach (var missing in ours.Interfaces.Except(inherited.SelectMany(type => type.Interfaces)))
        {
            yield return $"{ours.Name} does not implement {missing} there";
        }

        foreach (var missing in ours.Members.Except(inherited.SelectMany(type => type.Members)))
        {
            yield return $"{ours.Name} has no {missing} there";
        }
    }

    private static IEnumerable<PublicType> Inherited(PublicType type, Dictionary<string, PublicType> real)
    {
        for (var level = type; level is not null; level = level.Base is { } name ? real.GetValueOrDefault(name) : null)
        {
            yield return level;
        }
    }
}
