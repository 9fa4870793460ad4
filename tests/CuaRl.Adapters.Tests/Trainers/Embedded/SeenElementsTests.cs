using System.Collections.Immutable;
using CuaRl.Adapters.Devices.Simulated;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tasks;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

/// <summary>What a policy decides by what drivers tell of a screen is what it decides by the phone's own elements.</summary>
public sealed class SeenElementsTests
{
    private const ulong Seeds = 6;

    public static TheoryData<string> Tasks => [.. DemoTasks.All.Select(task => task.Id)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Decisions_AlongDemonstrations_AreThoseOnThePhonesOwnElements(string taskId)
    {
        var (task, pair) = (DemoTasks.Find(taskId)!, new Pair(DemoTasks.Find(taskId)!.Description));
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            pair.Begin();
            foreach (var turn in Demonstration.Play(task, seed, new DecisionBuilder(PhoneScreen.Size))!.Turns)
            {
                pair.Check(new PhoneScreen(default!, turn.Screen), turn.Chosen);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Decisions_OfAPolicyThatWanders_AreThoseOnThePhonesOwnElements(string taskId)
    {
        var (task, pair) = (DemoTasks.Find(taskId)!, new Pair(DemoTasks.Find(taskId)!.Description));
        for (var seed = 0UL; seed < Seeds; seed++)
        {
            pair.Begin();
            var (phone, random) = (Phone.Start(seed, PhoneTask.Of(task)), new SeededGenerator(seed));
            for (var turn = 0; turn < 30; turn++)
            {
                if (pair.Check(phone.Screen, random.NextIndex) is { } action)
                {
                    phone.Act(action);
                }
            }
        }
    }

    [Fact]
    public void Elements_ThatNobodyKnows_AreReadAsPlainText()
    {
        var element = new DeviceElement { Role = "hologram", Text = "Hello\nthere", Left = 1, Top = 2, Width = 3, Height = 4, States = ["floating"] };

        var seen = Assert.Single(StoredScreen.Of(PhoneScreen.Size, [element]).Seen());

        Assert.Equal(new ScreenElement(ElementRole.Text, new ScreenBounds(1, 2, 3, 4), "Hello", Detail: "there"), seen);
    }

    /// <summary>Two policies' memories: one looks at the phone, the other at what is stored of what drivers tell.</summary>
    private sealed class Pair(string task)
    {
        private readonly TaskText _text = new(task);
        private readonly (DecisionBuilder Own, DecisionBuilder Seen) _builders =
            (new DecisionBuilder(PhoneScreen.Size), new DecisionBuilder(PhoneScreen.Size));

        private (EpisodeHistory Own, EpisodeHistory Seen) _histories;

        public void Begin() => _histories = (new EpisodeHistory(), new EpisodeHistory());

        public ScreenAction? Check(PhoneScreen screen, int chosen) => Check(screen, _ => chosen);

        public ScreenAction? Check(PhoneScreen screen, Func<int, int> choose)
        {
            var stored = StoredScreen.Of(PhoneScreen.Size, SimulatedElements.Of(screen));
            var seen = StoredScreen.Read(stored.Write()).Seen();

            var own = _builders.Own.Build(_text, _histories.Own, screen.Elements);
            var other = _builders.Seen.Build(_text, _histories.Seen, seen);

            Assert.Equal(own.Tokens.ToArray(), other.Tokens.ToArray());
            Assert.Equal(_builders.Own.Candidates, _builders.Seen.Candidates);
            Assert.Equal(Actions(_builders.Own, screen.Elements), Actions(_builders.Seen, seen));
            var candidate = _builders.Own.Candidates[choose(own.Count)];
            _histories.Own.Add(screen.Elements, candidate);
            _histories.Seen.Add(seen, candidate);
            return candidate.Action(screen.Elements, PhoneScreen.Size);
        }

        private static IEnumerable<ScreenAction?> Actions(DecisionBuilder builder, ImmutableArray<ScreenElement> screen) =>
            builder.Candidates.Select(candidate => candidate.Action(screen, PhoneScreen.Size));
    }
}
