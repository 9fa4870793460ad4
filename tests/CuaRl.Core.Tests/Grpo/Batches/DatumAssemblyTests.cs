using System.Text.Json;
using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Batches;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Grpo.Batches;

/// <summary>tinker-cookbook's own cases (multiturn_weight_assignment_test), and what it leaves open.</summary>
public sealed class DatumAssemblyTests
{
    private const string Oracle = "grpo/published_test_literals.json";

    private static readonly float[] NoNumber = [float.NaN];
    private static readonly int[] First = [1, 2, 3, 4, 5];
    private static readonly int[] Second = [.. First, 10, 11, 12, 20, 21];
    private static readonly int[] Third = [.. Second, 30, 31, 40];

    [Fact]
    public void Assemble_OfTurnsThatGoOn_MakesOneDatum()
    {
        var datum = Assert.Single(Turns.Assemble(
            Turns.Turn(First, [10, 11, 12]), Turns.Turn(Second, [30, 31]), Turns.Turn(Third, [50, 51, 52])));

        Assert.Equal((3, 1), (datum.Group, datum.Member));
        Assert.Equal([2, 3, 4, 5, 10, 11, 12, 20, 21, 30, 31, 40, 50, 51, 52], Turns.Targets(datum));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1], Turns.Mask(datum));
        Assert.Equal(8, datum.ActionTokens);
        Assert.Equal([4, 9, 12], datum.Actions.Select(action => action.Start));
        Assert.Equal([-0.1f, -0.11f, -0.12f], Turns.LogProbabilities(datum)[4..7].Select(number => (float)number));
        Assert.Equal(0, Turns.LogProbabilities(datum)[7]);
    }

    [Fact]
    public void Assemble_WithAMaskedTurn_KeepsItAsContext()
    {
        var datum = Assert.Single(Turns.Assemble(
            Turns.Turn(First, [10, 11, 12], 2), Turns.Turn(Second, [30, 31], 2, isMasked: true), Turns.Turn(Third, [50, 51, 52], 2)));

        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1], Turns.Mask(datum));
        Assert.Equal([0, 0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 2, 2, 2], Turns.Advantages(datum));
        Assert.Equal(-0.3f, (float)Turns.LogProbabilities(datum)[9]);
        Assert.Equal(6, datum.ActionTokens);
    }

    [Fact]
    public void Assemble_OfOneTurn_IsThatTurn()
    {
        var datum = Assert.Single(Turns.Assemble(Turns.Turn([1, 2, 3], [10, 11, 12])));

        Assert.Equal([2, 3, 10, 11, 12], Turns.Targets(datum));
        Assert.Equal([0, 0, 1, 1, 1], Turns.Mask(datum));
    }

    [Fact]
    public void Assemble_WhereAnObservationDoesNotGoOn_BeginsAnotherDatum()
    {
        var datums = Turns.Assemble(Turns.Turn([1, 2, 3], [10, 11], 2), Turns.Turn([50, 51, 52], [60, 61], -3));

        Assert.Equal(2, datums.Count);
        Assert.All(datums, datum => Assert.Equal([0, 0, 1, 1], Turns.Mask(datum)));
        Assert.Equal([0, 0, 2, 2], Turns.Advantages(datums[0]));
        Assert.Equal([0, 0, -3, -3], Turns.Advantages(datums[1]));
        Assert.Equal([0, 1], datums.Select(datum => datum.Actions[0].Turn));
    }

    [Fact]
    public void Assemble_OfTwoTurnsEndToEnd_HasTheSequenceOfTheCookbook()
    {
        var datum = Assert.Single(Turns.Assemble(
            Turns.Turn([100, 101, 200, 201, 500], [300, 301]), Turns.Turn([100, 101, 200, 201, 500, 300, 301, 400, 401, 500], [310, 311])));

        Assert.Equal([101, 200, 201, 500, 300, 301, 400, 401, 500, 310, 311], Turns.Targets(datum));
        Assert.Equal([0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1], Turns.Mask(datum));
    }

    [OracleFact(Oracle)]
    public void Assemble_OfThePublishedTurns_HasThePublishedMasks()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var cases = oracle.RootElement.GetProperty("cases").EnumerateArray().Where(one => one.TryGetProperty("turns", out _)).ToArray();
        Assert.Equal(2, cases.Length);

        foreach (var one in cases)
        {
            var datums = Turns.Assemble(
                [.. one.GetProperty("turns").EnumerateArray().Select(turn => Turns.Turn(Numbers(turn, "ob"), Numbers(turn, "ac")))]);
            int[][] masks = one.TryGetProperty("masks", out var several)
                ? [.. several.EnumerateArray().Select(mask => mask.EnumerateArray().Select(bit => bit.GetInt32()).ToArray())]
                : [Numbers(one, "mask_after_shift")];
            Assert.Equal(masks, datums.Select(Turns.Mask));
        }

        static int[] Numbers(JsonElement one, string name) => [.. one.GetProperty(name).EnumerateArray().Select(token => token.GetInt32())];
    }

    [Fact]
    public void Assemble_WithPictures_CountsThePositionsThatTheyTake()
    {
        var pictures = new PictureTable();
        var before = pictures.CodeOf(new PictureChunk("aa", "png", 3));
        var after = pictures.CodeOf(new PictureChunk("bb", "png", 2));
        Assert.Equal(before, pictures.CodeOf(new PictureChunk("aa", "png", 3)));

        var datum = Assert.Single(DatumAssembly.Assemble(
            [Turns.Trajectory(Turns.Turn([before, 5], [10]), Turns.Turn([before, 5, 10, after, 6], [11, 12]))], pictures));

        Assert.Equal([0, 0, 5, 10, 0, 0, 6, 11, 12], Turns.Targets(datum, pictures));
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1, 1], Turns.Mask(datum));
    }

    [Fact]
    public void Assemble_WhereAnotherPictureStands_BeginsAnotherDatum()
    {
        var pictures = new PictureTable();
        var (one, other) = (pictures.CodeOf(new PictureChunk("aa", "png", 3)), pictures.CodeOf(new PictureChunk("bb", "png", 3)));

        var datums = DatumAssembly.Assemble(
            [Turns.Trajectory(Turns.Turn([one], [10]), Turns.Turn([other, 10], [11]))], pictures);

        Assert.Equal(2, datums.Count);
    }

    [Fact]
    public void Assemble_OfATurnWithoutTokens_PassesItOver()
    {
        var datum = Assert.Single(Turns.Assemble(
            Turns.Turn([1], []), Turns.Turn([1, 2], [10]), Turns.Turn([9], []), Turns.Turn([1, 2, 10, 3], [11])));

        Assert.Equal([2, 10, 3, 11], Turns.Targets(datum));
        Assert.Equal([1, 3], datum.Actions.Select(action => action.Turn));
        Assert.Empty(Turns.Assemble(Turns.Turn([1], [])));
    }

    [Fact]
    public void Assemble_OfAnActionAtTheVeryBeginning_LosesItsFirstToken()
    {
        var datum = Assert.Single(Turns.Assemble(Turns.Turn([], [10, 11, 12])));

        Assert.Equal([11, 12], Turns.Targets(datum));
        Assert.Equal([1, 1], Turns.Mask(datum));
        Assert.Equal([-0.11f, -0.12f], Turns.LogProbabilities(datum).Select(number => (float)number));
    }

    public static TheoryData<string, TrajectoryTurn> BadTurns => new()
    {
        { "its log-probabilities: there are 1, but 2 are needed", Turns.Turn([1], [1, 2]) with { LogProbabilities = new float[1] } },
        { "a log-probability is not a finite number", Turns.Turn([1], [1]) with { LogProbabilities = NoNumber } },
        { "a token of the action is below 0", Turns.Turn([1], [-1]) },
        { "its observation holds a picture that is not in the table", Turns.Turn([1, -1], [1]) },
        { "there are fewer than 2 tokens in all", Turns.Turn([], [1]) },
        { "its advantage is not a finite number", Turns.Turn([1], [1], double.NaN) },
    };

    [Theory]
    [MemberData(nameof(BadTurns))]
    public void Assemble_OfABadTurn_NamesIt(string problem, TrajectoryTurn turn)
    {
        var error = Assert.Throws<GrpoException>(() => Turns.Assemble(Turns.Turn([1], [2]), turn));

        Assert.Equal($"group 3, member 1, turn 1: {problem}", error.Message);
    }
}
