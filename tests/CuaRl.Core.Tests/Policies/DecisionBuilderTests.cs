using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Policies;

public sealed class DecisionBuilderTests
{
    [Fact]
    public void Build_FromTheRecordedTurns_MakesTheSameDecisions()
    {
        const string TaskId = "train_22_download_gbox_logo";
        var demonstration = SampleDecisions.Demonstrated(TaskId);
        var (builder, text, history) = (
            new DecisionBuilder(PhoneScreen.Size), new TaskText(DemoTasks.Find(TaskId)!.Description), new EpisodeHistory());

        foreach (var turn in demonstration.Turns)
        {
            var again = builder.Build(text, history, turn.Screen);

            Assert.Equal(turn.Decision.Tokens.ToArray(), again.Tokens.ToArray());
            Assert.Equal(turn.Candidate, builder.Candidates[turn.Chosen]);
            history.Add(turn.Screen, turn.Candidate);
        }
    }

    [Fact]
    public void Build_OfAKnownScreen_PutsFeaturesWhereCheckpointsExpectThem()
    {
        var places = SampleDecisions.Demonstrated("train_22_download_gbox_logo").Turns
            .SelectMany(turn => Enumerable.Range(0, turn.Decision.Count).SelectMany(i => turn.Decision.FeaturesOf(i).ToArray()))
            .Aggregate(17UL, (number, place) => (number * 0x100000001B3) ^ (uint)place);

        Assert.Equal(12226047932058128296UL, places);
    }

    [Fact]
    public void Build_AfterAnotherAction_DiffersInItsFeatures()
    {
        var (screen, text) = (SampleDecisions.Phone("train_05_disable_wifi").Screen.Elements, new TaskText("Switch Wi-Fi off."));
        var builder = new DecisionBuilder(PhoneScreen.Size);
        var history = new EpisodeHistory();
        var first = builder.Build(text, history, screen);
        history.Add(screen, new Candidate(CandidateKind.Wait));
        var second = builder.Build(text, history, screen);

        Assert.Equal(first.Count, second.Count);
        Assert.NotEqual(first.Tokens.ToArray(), second.Tokens.ToArray());
        Assert.NotEqual(second.Tokens.ToArray(), builder.Build(new TaskText("Switch Wi-Fi on."), history, screen).Tokens.ToArray());
    }

    [Fact]
    public void Decision_WithEndsThatDoNotFit_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new Decision([1, 2, 3], []));
        Assert.Throws<ArgumentException>(() => new Decision([1, 2, 3], [2]));
        Assert.Throws<ArgumentException>(() => new Decision([1, 2, 3], [2, 1, 3]));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(23)]
    public void Builder_OfTooFewOrTooManyPlaces_IsRefused(int bits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new DecisionBuilder(PhoneScreen.Size, bits));
}
