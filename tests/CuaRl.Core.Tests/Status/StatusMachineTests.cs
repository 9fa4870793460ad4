using CuaRl.Core.Status;

namespace CuaRl.Core.Tests.Status;

public sealed class StatusMachineTests
{
    private static readonly StatusMachine<Light> Machine = new((Light.Red, Light.Green), (Light.Green, Light.Off));

    private enum Light
    {
        Red,
        Green,
        Off,
    }

    [Fact]
    public void Allows_WhatTheTableSays_AndNothingElse()
    {
        var allowed = from old in Enum.GetValues<Light>() from next in Enum.GetValues<Light>() where Machine.Allows(old, next) select (old, next);

        Assert.Equal([(Light.Red, Light.Green), (Light.Green, Light.Off)], allowed);
    }

    [Fact]
    public void IsFinal_WhatNothingFollows_AndNothingElse() =>
        Assert.Equal([Light.Off], Enum.GetValues<Light>().Where(Machine.IsFinal));
}
