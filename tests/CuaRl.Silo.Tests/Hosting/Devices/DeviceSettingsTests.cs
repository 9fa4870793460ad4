using CuaRl.Silo.Hosting.Devices;

namespace CuaRl.Silo.Tests.Hosting.Devices;

public sealed class DeviceSettingsTests
{
    [Fact]
    public void From_NothingSet_IsTheUsual()
    {
        var pool = DeviceSettings.From(_ => null).Pool;

        Assert.Equal(new DevicePoolDefinition { BoxType = "" }, pool);
        Assert.Equal((8, 0), (pool.MaxSize, pool.Warm));
    }

    [Fact]
    public void From_AllSet_TakesAll()
    {
        var pool = Read(
            (DeviceSettings.SizeVariable, " 100000 "), (DeviceSettings.WarmVariable, "5"), (DeviceSettings.LeaseVariable, "1"),
            (DeviceSettings.LimitVariable, "3600"), (DeviceSettings.BindVariable, "86400"), (DeviceSettings.WaitVariable, "7"));

        Assert.Equal((100_000, 5), (pool.MaxSize, pool.Warm));
        Assert.Equal(
            (TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), TimeSpan.FromSeconds(7)), (pool.LeaseDuration, pool.BindDeadline, pool.WaitLimit));
        Assert.Equal(TimeSpan.FromHours(1), pool.LeaseLimit);
    }

    [Fact]
    public void From_Empty_IsAsNotSet() => Assert.Equal(8, Read((DeviceSettings.SizeVariable, "  ")).MaxSize);

    [Theory]
    [InlineData(DeviceSettings.SizeVariable, "0", "1 to 100000")]
    [InlineData(DeviceSettings.SizeVariable, "100001", "1 to 100000")]
    [InlineData(DeviceSettings.SizeVariable, "many", "1 to 100000")]
    [InlineData(DeviceSettings.SizeVariable, "8.0", "1 to 100000")]
    [InlineData(DeviceSettings.WarmVariable, "-1", "0 to 8")]
    [InlineData(DeviceSettings.WarmVariable, "9", "0 to 8")]
    [InlineData(DeviceSettings.LeaseVariable, "0", "1 to 86400")]
    [InlineData(DeviceSettings.BindVariable, "86401", "1 to 86400")]
    [InlineData(DeviceSettings.LimitVariable, "0", "1 to 86400")]
    [InlineData(DeviceSettings.WaitVariable, "1e3", "1 to 86400")]
    public void From_OutOfItsRange_NamesTheVariableTheValueAndTheRange(string variable, string value, string range)
    {
        var error = Assert.Throws<ConfigurationException>(() => Read((variable, value)));

        Assert.Equal($"{variable} is '{value}'; it must be a whole number, {range}", error.Message);
    }

    private static DevicePoolDefinition Read(params (string Name, string Value)[] set) =>
        DeviceSettings.From(name => set.FirstOrDefault(one => one.Name == name).Value).Pool;
}
