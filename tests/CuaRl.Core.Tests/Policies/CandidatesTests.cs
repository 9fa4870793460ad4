using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Policies;

public sealed class CandidatesTests
{
    private const ulong Seeds = 12;

    public static TheoryData<string> Tasks => [.. DemoTasks.All.Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Collect_OnEveryScreenOfADemonstration_OffersWhatThePlayerDoes(string taskId)
    {
        var builder = new DecisionBuilder(PhoneScreen.Size);
        var task = DemoTasks.Find(taskId)!;
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            // There is none when the player does what is not offered.
            var demonstration = Demonstration.Play(task, seed, builder);

            Assert.NotNull(demonstration);
            Assert.True(demonstration.Turns[^1].Candidate.IsFinish);
            Assert.Equal(task.ValidationQuery == "result_message_contains" ? null : true, demonstration.IsSuccess);
            Assert.True(demonstration.IsStrict, $"{taskId} on phone {seed}");
        }
    }

    [Fact]
    public void Collect_WithoutAFocus_OffersNothingToType()
    {
        var task = new TaskText("""Write "two words" to Ada.""");
        List<Candidate> found = [];

        Candidates.Collect([Field(ElementState.Clickable)], PhoneScreen.Size, task, found);
        Assert.DoesNotContain(found, candidate => candidate.Kind is CandidateKind.Type or CandidateKind.Enter);

        Candidates.Collect([Field(ElementState.Clickable | ElementState.Focused)], PhoneScreen.Size, task, found);
        Assert.Equal(
            ["two words", "Write", "two", "words", "to", "Ada"],
            found.Where(candidate => candidate.Kind == CandidateKind.Type).Select(candidate => candidate.Text));
    }

    [Fact]
    public void Collect_OfMessages_OffersEachVisibleTextOnceAndNone()
    {
        List<Candidate> found = [];

        Candidates.Collect(
            [
                new ScreenElement(ElementRole.Row, new ScreenBounds(0, 100, 360, 60), "Total", Detail: "51.54MB"),
                new ScreenElement(ElementRole.Text, new ScreenBounds(0, 200, 360, 60), "51.54MB"),
            ],
            PhoneScreen.Size, new TaskText("State the size."), found);

        Assert.Equal(["", "Total", "51.54MB"], found.Where(candidate => candidate.IsFinish).Select(candidate => candidate.Text));
        Assert.Equal("Total", found[Candidates.FindFinish(found, "Total")].Text);
        Assert.Equal("", found[Candidates.FindFinish(found, "")].Text);
        Assert.Equal(-1, Candidates.FindFinish(found, "51.55MB"));
    }

    [Fact]
    public void Collect_OfASlider_OffersPlacesOnItsTrack()
    {
        var slider = new ScreenElement(
            ElementRole.Slider, new ScreenBounds(0, 100, 360, 60), "Brightness", ElementState.Clickable, Level: 0.3);
        List<Candidate> found = [];

        Candidates.Collect([slider], PhoneScreen.Size, new TaskText("Be bright."), found);

        Assert.Equal(
            [0.0, 0.25, 0.5, 0.75, 1],
            found.Where(candidate => candidate.Kind == CandidateKind.Slide)
                .Select(candidate => ((ScreenAction.Tap)candidate.Action([slider], PhoneScreen.Size)!).At)
                .Select(at => Math.Round(SliderTrack.LevelAt(slider, at), 2)));
    }

    [Fact]
    public void Collect_OfMoreThanThereMayBe_KeepsTheFirst()
    {
        var rows = Enumerable.Range(0, 400).Select(i => new ScreenElement(
            ElementRole.Row, new ScreenBounds(0, i, 360, 2), $"Row {i}", ElementState.Clickable)).ToArray();
        List<Candidate> found = [];

        Candidates.Collect([.. rows], PhoneScreen.Size, new TaskText("Find row 5."), found);

        Assert.Equal(Candidates.MaxCount, found.Count);
        Assert.Equal(CandidateKind.Finish, found[0].Kind);
        Assert.Contains(found, candidate => candidate is { Kind: CandidateKind.Tap, Element: 5 });
    }

    [Theory]
    [InlineData("train_22_download_gbox_logo")]
    [InlineData("train_23_check_gbox_keyboard_storage")]
    [InlineData("train_02_max_brightness")]
    [InlineData("train_09_clear_notifications")]
    public void Encode_OfEveryCandidate_IsACallThatMeansTheSame(string taskId)
    {
        var (builder, text, history) = (
            new DecisionBuilder(PhoneScreen.Size), new TaskText(DemoTasks.Find(taskId)!.Description), new EpisodeHistory());
        var view = new ScreenView(PhoneScreen.Size, CoordinateSpace.Absolute(PhoneScreen.Size));
        foreach (var turn in SampleDecisions.Demonstrated(taskId).Turns)
        {
            builder.Build(text, history, turn.Screen);
            Assert.All(builder.Candidates, candidate =>
            {
                var call = CandidateCall.Encode(candidate, turn.Screen, PhoneScreen.Size);
                var parsed = Assert.Single(ActionFormats.BuiltIn.Find(CandidateCall.Format).Parse(call.Answer, view));
                if (candidate.Action(turn.Screen, PhoneScreen.Size) is { } action)
                {
                    Assert.Equal(action, Assert.Single(Assert.IsType<ParsedCall.Act>(parsed).Actions));
                    Assert.Null(ScreenActionRules.Problem(action, PhoneScreen.Size));
                }
                else
                {
                    Assert.Equal((true, candidate.Text), parsed is ParsedCall.Finish finish ? (finish.IsSuccess, finish.Message) : default);
                }
            });
        }
    }

    private static ScreenElement Field(ElementState state) =>
        new(ElementRole.TextField, new ScreenBounds(0, 100, 360, 60), State: state, Detail: "Name");
}
