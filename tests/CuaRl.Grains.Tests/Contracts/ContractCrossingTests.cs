namespace CuaRl.Grains.Tests.Contracts;

/// <summary>Every type of the contract reaches a grain and comes back as it was, on whichever engine is built.</summary>
public sealed class ContractCrossingTests(EchoHost host) : IClassFixture<EchoHost>
{
    public static TheoryData<string> Records =>
        Named(type => !type.IsEnum && type != typeof(JsonText) && !typeof(Exception).IsAssignableFrom(type));

    public static TheoryData<string> Enums => Named(type => type.IsEnum);

    public static TheoryData<string> Errors => Named(typeof(Exception).IsAssignableFrom);

    [Theory]
    [MemberData(nameof(Records))]
    public async Task Record_WithEveryMemberSet_ArrivesEqual(string type)
    {
        var value = new ContractSamples().Filled(TypeOf(type));

        await AssertArrivesAsync(value);
        Assert.DoesNotContain("null", ContractSamples.Describe(value), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public Task Record_WithNoMemberSet_ArrivesWithoutTheDefaultsOfItsType(string type) =>
        AssertArrivesAsync(ContractSamples.Blank(TypeOf(type)));

    [Theory]
    [MemberData(nameof(Enums))]
    public async Task Enum_EachOfItsValues_ArrivesEqual(string type)
    {
        foreach (var value in Enum.GetValues(TypeOf(type)))
        {
            Assert.Equal(value, await host.Grain.Echo(value));
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Error_Thrown_ReachesTheCallerWithItsData(string type)
    {
        var error = (Exception)new ContractSamples().Filled(TypeOf(type));

        var thrown = await Record.ExceptionAsync(() => host.Grain.Throw(error));

        Assert.Equal(ContractSamples.Describe(error), ContractSamples.Describe(thrown));
    }

    private static TheoryData<string> Named(Func<Type, bool> wanted) =>
        [.. ContractSamples.Types.Where(wanted).Select(type => type.Name)];

    private static Type TypeOf(string name) => ContractSamples.Types.Single(type => type.Name == name);

    private async Task AssertArrivesAsync(object value)
    {
        var arrived = await host.Grain.Echo(value);

        Assert.Equal(value.GetType(), arrived?.GetType());
        Assert.Equal(ContractSamples.Describe(value), ContractSamples.Describe(arrived));
    }
}
