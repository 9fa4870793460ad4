using CuaRl.Core.Environments;
using CuaRl.Core.Tests.Samples;

namespace CuaRl.Core.Tests.Environments;

public sealed class EnvironmentRegistryTests
{
    [Fact]
    public void Create_EveryName_GivesItWithTheRulesOfAnEnvironment()
    {
        var registry = EnvironmentRegistry.BuiltIn.With("Corridor-v0", _ => new Corridor());

        Assert.Equal(["CartPole-v1", "Corridor-v0", "FrozenLake-v1"], registry.Names);
        Assert.All(registry.Names, name => AssertGoesOnFromASnapshot(registry.Create(name), registry.Create(name)));
    }

    [Fact]
    public void With_AnotherEnvironment_LeavesTheFirstRegistryAsItIs()
    {
        _ = EnvironmentRegistry.BuiltIn.With("Corridor-v0", _ => new Corridor());

        var error = Assert.Throws<KeyNotFoundException>(() => EnvironmentRegistry.BuiltIn.Create("Corridor-v0"));
        Assert.Equal("no environment 'Corridor-v0'; there are CartPole-v1, FrozenLake-v1", error.Message);
    }

    [Fact]
    public void Create_WithSettings_ObeysThem()
    {
        var lake = (FrozenLake)EnvironmentRegistry.BuiltIn.Create("FrozenLake-v1", """{"map_name":"8x8","is_slippery":false}"""u8);

        Assert.Single(lake.Transitions(63, 0));
    }

    [Theory]
    [InlineData("{\"map_name\":\"5x5\"}", "map_name")]
    [InlineData("{\"is_slippery\":1}", "is_slippery")]
    [InlineData("[]", "JSON object")]
    public void Create_WrongSetting_IsNamed(string config, string named)
    {
        var error = Assert.Throws<FormatException>(
            () => EnvironmentRegistry.BuiltIn.Create("FrozenLake-v1", System.Text.Encoding.UTF8.GetBytes(config)));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static void AssertGoesOnFromASnapshot(IEnvironment environment, IEnvironment copy)
    {
        environment.Reset(3);
        environment.Step(1);
        copy.Restore(environment.Snapshot());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(environment.Step(i % environment.Spec.Actions), copy.Step(i % environment.Spec.Actions));
            Assert.Equal(environment.Encode(), copy.Encode());
        }
    }
}
