using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Environments;

public sealed class FrozenLakeTests
{
    private const string Oracle = "gym/frozenlake_v1_P.json";

    [Fact]
    public void Transitions_BesideTheGoal_AreGymnasiums()
    {
        var ways = new FrozenLake().Transitions(14, 2);

        Assert.Equal(
            [
                new LakeTransition(0.33333333333333337, 14, 0, false),
                new LakeTransition(0.3333333333333333, 15, 1, true),
                new LakeTransition(0.33333333333333337, 10, 0, false),
            ],
            ways.ToArray());
    }

    [OracleFact(Oracle)]
    public void Transitions_OfEveryMapOfTheOracle_AreGymnasiums()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var maps = oracle.RootElement.GetProperty("envs").EnumerateObject().ToArray();
        Assert.NotEmpty(maps);
        foreach (var map in maps)
        {
            var lake = new FrozenLake(
                isLarge: map.Name.Contains("8x8", StringComparison.Ordinal),
                isSlippery: map.Name.Contains("True", StringComparison.Ordinal));
            Assert.Equal(map.Value.GetProperty("max_episode_steps").GetInt32(), lake.Spec.MaxSteps);
            var tiles = map.Value.EnumerateObject().Single(member => member.Name.StartsWith("P[s][a]", StringComparison.Ordinal)).Value;
            for (var tile = 0; tile < tiles.GetArrayLength(); tile++)
            {
                for (var action = 0; action < lake.Spec.Actions; action++)
                {
                    Assert.Equal(tiles[tile][action].EnumerateArray().Select(Read), lake.Transitions(tile, action));
                }
            }
        }

        static LakeTransition Read(JsonElement way) =>
            new(way[0].GetDouble(), way[1].GetInt32(), way[2].GetDouble(), way[3].GetBoolean());
    }

    [Fact]
    public void Step_OnIceThatIsNotSlippery_GoesWhereItIsMeant()
    {
        var lake = new FrozenLake(isSlippery: false);
        int[] toTheGoal = [1, 1, 2, 1, 2, 2];

        var steps = toTheGoal.Select(lake.Step).ToArray();

        Assert.Equal(new EnvironmentStep(1, true, false), steps[^1]);
        Assert.All(steps[..^1], step => Assert.Equal(default, step));
        Assert.Equal(15, lake.Tile);
        Assert.Equal(new EnvironmentStep(0, true, false), lake.Step(0));
    }

    [Fact]
    public void Step_OnSlipperyIce_GoesEachWayAThirdOfTheTime()
    {
        const int Draws = 30_000;
        var lake = new FrozenLake();
        lake.Reset(1);
        var reached = new int[16];
        for (var i = 0; i < Draws; i++)
        {
            lake.Restore(JsonSerializer.SerializeToUtf8Bytes(new { state = 9, generator = GeneratorOf(lake) }));
            lake.Step(2);
            reached[lake.Tile]++;
        }

        Assert.All([10, 13, 5], tile => Assert.InRange(reached[tile], Draws * 0.32, Draws * 0.347));
    }

    [Fact]
    public void Step_TheHundredth_IsTruncated()
    {
        var lake = new FrozenLake(isSlippery: false);
        for (var i = 0; i < 99; i++)
        {
            Assert.False(lake.Step(0).Truncated);
        }

        Assert.Equal(new EnvironmentStep(0, false, true), lake.Step(0));
    }

    [Fact]
    public void Restore_OfASnapshot_GoesOnTheSameWay()
    {
        var (lake, copy) = (new FrozenLake(isLarge: true), new FrozenLake(isLarge: true));
        lake.Reset(5);
        lake.Step(1);
        copy.Restore(lake.Snapshot());

        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(lake.Step(i % 4), copy.Step(i % 4));
            Assert.Equal(lake.Snapshot(), copy.Snapshot());
            Assert.Equal(lake.Encode(), copy.Encode());
        }
    }

    [Theory]
    [InlineData("{\"state\":16}")]
    [InlineData("{\"state\":-1}")]
    [InlineData("{\"state\":1.5}")]
    [InlineData("{\"state\":\"1\"}")]
    public void Restore_NoTileOfTheMap_IsRefused(string snapshot) =>
        Assert.Throws<FormatException>(() => new FrozenLake().Restore(System.Text.Encoding.UTF8.GetBytes(snapshot)));

    private static string GeneratorOf(FrozenLake lake)
    {
        using var snapshot = JsonDocument.Parse(lake.Snapshot());
        return snapshot.RootElement.GetProperty("generator").GetString()!;
    }
}
