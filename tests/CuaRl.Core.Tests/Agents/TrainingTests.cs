using System.Text;
using System.Text.Json;
using CuaRl.Core.Agents;
using CuaRl.Core.Environments;

namespace CuaRl.Core.Tests.Agents;

public sealed class TrainingTests
{
    private const ulong Seed = 4;

    private static readonly LinearQSettings Usual = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(157)]
    [InlineData(799)]
    public void Resume_AtAnyState_GoesOnToTheLastBit(int taken)
    {
        var whole = States(new Training(new CartPole(), Usual, Seed), 800);

        var resumed = Training.Resume(new CartPole(), Usual, Seed, whole[taken]);

        Assert.Equal(whole.Skip(taken + 1).Select(Text), States(resumed, 800 - taken).Skip(1).Select(Text));
    }

    [Fact]
    public void Resume_AmongForcedActions_ForcesTheRest()
    {
        var settings = Usual with { ForcedActions = [1, 1, 1, 1] };
        var branch = States(Training.Branch(new CartPole(), settings, Seed, new Training(new CartPole(), Usual, Seed).Current), 20);

        var resumed = Training.Resume(new CartPole(), settings, Seed, branch[2]);

        Assert.Equal([1, 1, 1, 1], branch.Skip(1).Take(4).Select(state => state.Action!.Value));
        Assert.Equal(branch.Skip(3).Select(Text), States(resumed, 18).Skip(1).Select(Text));
    }

    [Fact]
    public void Branch_OtherLearningRate_KeepsWeightsEpsilonAndWorld()
    {
        var main = States(new Training(new CartPole(), Usual, Seed), 300);

        var branch = Training.Branch(new CartPole(), Usual with { LearningRate = 0.05 }, Seed, main[^1]);
        var twin = Training.Branch(new CartPole(), Usual, Seed, main[^1]);
        var (next, same) = (branch.Next(), twin.Next());

        Assert.Equal(Text(Training.Resume(new CartPole(), Usual, Seed, main[^1]).Next()), Text(same));
        Assert.Equal(Encoding.UTF8.GetString(same.Observation), Encoding.UTF8.GetString(next.Observation));
        Assert.Equal(Member(same.Extra, "epsilon"), Member(next.Extra, "epsilon"));
        Assert.Equal("0.05", Member(next.Extra, "learning_rate"));
        Assert.NotEqual(Text(same), Text(next));
    }

    [Fact]
    public void Next_AfterTheEndOfAnEpisode_BeginsAnother()
    {
        var training = new Training(new CartPole(), Usual, Seed);
        var states = States(training, 400);
        var ends = Enumerable.Range(0, 399).Where(i => states[i].Terminated).ToArray();

        Assert.NotEmpty(ends);
        Assert.All(ends, end => Assert.Null(states[end + 1].Action));
        Assert.All(ends, end => Assert.Null(states[end + 1].Reward));
        Assert.Equal(states.Sum(state => state.Reward ?? 0), training.TotalReward);
        Assert.Equal(ends.Length, int.Parse(Member(states[399].Info, "episode")!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Next_OverManyEpisodes_LearnsToBalance()
    {
        var training = new Training(new CartPole(), Usual, Seed);
        var returns = new List<double>();
        for (var i = 0; i < 3000; i++)
        {
            var state = training.Next();
            if (state.Terminated || state.Truncated)
            {
                returns.Add(training.EpisodeReturn);
            }
        }

        Assert.True(returns.TakeLast(10).Average() > 2 * returns.Take(10).Average());
    }

    [Fact]
    public void Next_OnAnotherEnvironment_Works() =>
        Assert.Equal(100, States(new Training(new FrozenLake(), Usual, Seed), 100).Length);

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("[]", "{}")]
    [InlineData("{\"episode\":0,\"env_state\":{\"state\":[0,0,0,0]}}", "{\"agent\":{\"weights\":1}}")]
    public void Resume_FromAStateOfSomethingElse_IsRefused(string info, string extra)
    {
        var state = new TrainedState
        {
            Observation = "[0,0,0,0]"u8.ToArray(),
            Info = Encoding.UTF8.GetBytes(info),
            Extra = Encoding.UTF8.GetBytes(extra),
        };

        Assert.Throws<FormatException>(() => Training.Resume(new CartPole(), Usual, Seed, state));
    }

    private static TrainedState[] States(Training training, int count) =>
        [training.Current, .. Enumerable.Range(1, count - 1).Select(_ => training.Next())];

    private static string Text(TrainedState state) =>
        $"{Encoding.UTF8.GetString(state.Observation)} {state.Action} {state.Reward} {state.Terminated} {state.Truncated} "
        + $"{Encoding.UTF8.GetString(state.Info)} {Encoding.UTF8.GetString(state.Extra)}";

    private static string? Member(byte[] json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetRawText();
    }
}
