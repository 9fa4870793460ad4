using System.Reflection;

namespace CuaRl.Architecture.Tests.Grains;

public sealed class GrainRuleTests
{
    private static readonly Type[] Grains =
    [
        .. Assembly.Load("CuaRl.Grains").GetTypes().Where(type => typeof(IGrainBase).IsAssignableFrom(type) && type.IsClass),
    ];

    [Fact]
    public void Grains_OfTheService_AreSealedAndInternal()
    {
        Assert.NotEmpty(Grains);
        Assert.All(Grains, type => Assert.True(type.IsSealed && !type.IsPublic, $"{type.Name} must be internal sealed"));
    }

    [Fact]
    public void Methods_OfAContract_AreImplementedExplicitly() =>
        Assert.All(Grains, type => Assert.All(
            type.GetInterfaces().Where(contract => contract.Assembly == typeof(JsonText).Assembly)
                .SelectMany(contract => type.GetInterfaceMap(contract).TargetMethods),
            method => Assert.True(method.IsPrivate, $"{type.Name}.{method.Name} can be called around the contract")));

    [Fact]
    public void StateNames_OfAllGrains_AreUniqueAndNotTheDefault()
    {
        // The AdoNet row is identified by state name and key alone: two classes with one name share rows.
        var names = StateNames().ToArray();

        Assert.NotEmpty(names);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.DoesNotContain("state", names);
        Assert.DoesNotContain(Grains, type => type.BaseType is { IsGenericType: true });
    }

    [Fact]
    public void Keys_OfEveryKind_StartWithATagThatIsNoHexadecimalNumber()
    {
        var builders = typeof(GrainKeys).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(string) && !method.Name.EndsWith("Id", StringComparison.Ordinal))
            .ToArray();

        Assert.NotEmpty(builders);
        var tags = builders.Select(builder => (string)builder.Invoke(null, [.. builder.GetParameters().Select(_ => "01234567-89ab-cdef-0123-456789abcdef")])!)
            .Append(GrainKeys.SimulationCatalog)
            .Append(GrainKeys.RunCatalog)
            .Append(GrainKeys.AnyTree)
            .Select(key => key[..(key.IndexOf(':') + 1)])
            .ToArray();
        Assert.All(tags, tag => Assert.Contains(tag, letter => letter is >= 'g' and <= 'z'));
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    private static IEnumerable<string> StateNames() =>
        from type in Grains
        from constructor in type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        from parameter in constructor.GetParameters()
        let attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()
        where attribute is not null
        select ((IPersistentStateConfiguration)attribute).StateName;
}
