using CuaRl.Core.Grpo.Seeds;

namespace CuaRl.Core.Tests.Grpo.Seeds;

public sealed class RolloutSeedsTests
{
    private const long Most = (1L << 53) - 1;

    [Theory]
    [InlineData(0, SeedUse.Training, 0, 0, 0, 1, 6877206869495360)]
    [InlineData(42, SeedUse.Training, 7, 3, 2, 11, 764694473967468)]
    [InlineData(42, SeedUse.Evaluation, 7, 3, 2, 11, 359655542649011)]
    [InlineData(-1, SeedUse.Training, int.MaxValue, 0, 0, 1, 315324319710896)]
    public void Sampling_OfAPlace_IsWhatItAlwaysWas(
        long training, SeedUse use, int step, int group, int envIndex, int turn, long expected) =>
        Assert.Equal(expected, RolloutSeeds.Sampling(training, use, step, group, envIndex, turn));

    [Theory]
    [InlineData(0, SeedUse.Training, 0, 0, 7229924351079852)]
    [InlineData(42, SeedUse.Training, 7, 3, 2278972271140430)]
    [InlineData(42, SeedUse.Evaluation, 7, 3, 1893405235100569)]
    public void Device_OfAGroup_IsWhatItAlwaysWas(long training, SeedUse use, int step, int group, long expected) =>
        Assert.Equal(expected, RolloutSeeds.Device(training, use, step, group));

    [Fact]
    [Trait("Flag", "seed")]
    public void Seeds_OfAllPlaces_DifferAndAreApartByUse()
    {
        (SeedUse Use, int Step, int Group)[] places =
        [
            .. from use in Enum.GetValues<SeedUse>()
               from step in Enumerable.Range(0, 40)
               from grouping in Enumerable.Range(0, 40)
               select (use, step, grouping),
        ];
        var devices = places.Select(place => (place.Use, Seed: RolloutSeeds.Device(1, place.Use, place.Step, place.Group))).ToArray();
        var samplings =
            (from place in places
             from env in Enumerable.Range(0, 4)
             from turn in Enumerable.Range(1, 4)
             select RolloutSeeds.Sampling(1, place.Use, place.Step, place.Group, env, turn)).ToArray();

        Assert.All(devices, device => Assert.Equal((long)device.Use, device.Seed & 1));
        Assert.All(devices, device => Assert.InRange(device.Seed, 0, Most));
        Assert.All(samplings, seed => Assert.InRange(seed, 0, Most));
        Assert.Equal(devices.Length + samplings.Length, devices.Select(device => device.Seed).Concat(samplings).Distinct().Count());
        Assert.Empty(devices.Select(device => device.Seed).Intersect(places.Select(place => RolloutSeeds.Device(2, place.Use, place.Step, place.Group))));
    }
}
