using CuaRl.Core.Policies;

namespace CuaRl.Core.Tests.Policies;

public sealed class PolicyModelsTests
{
    [Theory]
    [InlineData("embedded/linear", 0)]
    [InlineData("embedded/hidden-1", 1)]
    [InlineData("embedded/hidden-16", 16)]
    [InlineData("embedded/hidden-256", 256)]
    public void Find_OfAModel_GivesItsShape(string name, int hiddenUnits)
    {
        Assert.Null(PolicyModels.Problem(name));
        Assert.Equal(new PolicyShape(HiddenUnits: hiddenUnits), PolicyModels.Find(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("linear")]
    [InlineData("embedded/Linear")]
    [InlineData("embedded/hidden-")]
    [InlineData("embedded/hidden-0")]
    [InlineData("embedded/hidden-08")]
    [InlineData("embedded/hidden-257")]
    [InlineData("embedded/hidden-1e2")]
    [InlineData("embedded/hidden- 8")]
    [InlineData("Qwen/Qwen3-VL-30B-A3B-Instruct")]
    public void Find_OfAnythingElse_IsRefusedWithTheNamesThereAre(string name)
    {
        var error = Assert.Throws<KeyNotFoundException>(() => PolicyModels.Find(name));

        Assert.Equal(PolicyModels.Problem(name), error.Message);
        Assert.Equal(
            $"no model '{name}'; there are embedded/linear and embedded/hidden-N with N units in a hidden layer, 1 to 256", error.Message);
    }
}
