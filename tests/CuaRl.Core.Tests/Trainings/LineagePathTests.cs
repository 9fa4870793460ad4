using CuaRl.Core.Trainings;

namespace CuaRl.Core.Tests.Trainings;

public sealed class LineagePathTests
{
    private static readonly LineageLink Root = new("root", 1, 0);
    private static readonly LineageLink Early = new("early", 2, 3);
    private static readonly LineageLink Late = new("late", 3, 6);

    /// <summary>Of early, which left the root after step 2.</summary>
    private static readonly LineageLink Grandchild = new("grandchild", 4, 5);

    [Fact]
    public void Part_OfABranchAndItsParent_IsWhereTheBranchLeft()
    {
        Assert.Equal((Root, 2), LineagePath.Part(new([Root]), new([Root, Early])));
        Assert.Equal((Root, 2), LineagePath.Part(new([Root, Early]), new([Root])));
    }

    [Fact]
    public void Part_OfTwoBranches_IsWhereTheFirstOfThemLeft() =>
        Assert.Equal((Root, 2), LineagePath.Part(new([Root, Late]), new([Root, Early, Grandchild])));

    [Fact]
    public void Part_OfABranchOfABranchAndThatBranch_IsInThatBranch() =>
        Assert.Equal((Early, 4), LineagePath.Part(new([Root, Early, Grandchild]), new([Root, Early])));

    [Fact]
    public void Part_OfStrangers_IsNowhere_ThoughTheyHaveTheSameIdOneAfterTheOther()
    {
        Assert.Null(LineagePath.Part(new([Root]), new([new LineageLink("other", 5, 0)])));
        Assert.Null(LineagePath.Part(new([Root]), new([Root with { Number = 6 }, Early])));
    }

    [Fact]
    public void After_AStep_AreThePiecesOfTheHistorySinceThen()
    {
        var path = new LineagePath(Root, Early, Grandchild);

        Assert.Equal([("root", 0, 2), ("early", 3, 4), ("grandchild", 5, int.MaxValue)], After(-1));
        Assert.Equal([("early", 3, 4), ("grandchild", 5, int.MaxValue)], After(2));
        Assert.Equal([("early", 4, 4), ("grandchild", 5, int.MaxValue)], After(3));
        Assert.Equal([("grandchild", 10, int.MaxValue)], After(9));

        IEnumerable<(string, int, int)> After(int step) => path.After(step).Select(part => (part.Training.TrainingId, part.From, part.To));
    }
}
