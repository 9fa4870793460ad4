using System.Collections.Immutable;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Phones;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Policies;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Adapters.Tests.Trainers.Embedded;

public sealed class EmbeddedSamplerTests
{
    private static readonly CuaTask Task = DemoTasks.Find("train_22_download_gbox_logo")!;

    private readonly MemoryBlobs _blobs = new();

    [Fact]
    public async Task Recall_OfTheTurnsOfEpisodes_GivesTheObservationsTheyWereSampledFrom()
    {
        var sampler = await SamplerAsync();
        for (var seed = 0; seed < 8; seed++)
        {
            var rollout = await PlayAsync(sampler, seed);
            var stored = await StoreAsync(rollout.Turns);

            // The reset, and a turn in which nothing was sampled, are among the turns of a rollout too.
            var recalled = await sampler.RecallAsync(Task.Description, [Turn(0), .. stored, Turn(99)], default);

            Assert.Equal(
                [[], .. rollout.Turns.Select(turn => turn.Observation.ToArray()), []],
                recalled.Select(observation => observation.ToArray()));
        }
    }

    [Fact]
    public async Task Continue_AfterAnyTurn_SamplesWhatWasSampledThere()
    {
        var sampler = await SamplerAsync();
        var (seed, rollout) = (0, await PlayAsync(sampler, 0));
        while (rollout.Turns.Count < 4)
        {
            rollout = await PlayAsync(sampler, ++seed);
        }

        var stored = await StoreAsync(rollout.Turns);
        for (var past = 0; past < stored.Length; past++)
        {
            var episode = await sampler.ContinueAsync(Task.Description, 1, [.. stored.Take(past)], default);
            var turn = await episode.SampleAsync(rollout.Views[past], null, SeedOf(seed, past + 1), default);

            Assert.Equal(rollout.Turns[past].Observation.ToArray(), turn.Observation.ToArray());
            Assert.Equal((rollout.Turns[past].Response, rollout.Turns[past].LogProbabilities[0]), (turn.Response, turn.LogProbabilities[0]));
        }
    }

    [Fact]
    public async Task Recall_OfTurnsThatDoNotHoldWhatTheyWereSampledFrom_NamesTheTurn()
    {
        var sampler = await SamplerAsync();
        var stored = await StoreAsync((await PlayAsync(sampler, 1)).Turns);
        var other = await _blobs.PutAsync("[]"u8.ToArray(), "application/json", default);

        await RefusedAsync("names no elements", content => content with { ElementsBefore = null });
        await RefusedAsync("are not stored", content => content with { ElementsBefore = new string('0', 64) });
        await RefusedAsync("elements: cannot be read", content => content with { ElementsBefore = other.Blob.Sha256 });
        await RefusedAsync("[100000], which is none of its", content => content with { TokenIds = [100_000] });
        await RefusedAsync("[0, 1], which is none of its", content => content with { TokenIds = [0, 1] });

        async Task RefusedAsync(string why, Func<TurnContent, TurnContent> change)
        {
            var error = await Assert.ThrowsAsync<UnreadableRecordException>(() => sampler.RecallAsync(
                Task.Description, [stored[0] with { Content = change(stored[0].Content) }], default));
            Assert.Contains(why, error.Reason, StringComparison.Ordinal);
            Assert.StartsWith("turn 1 at state ", error.Record, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Sample_OfTheSameViewsAndSeeds_GivesTheSameTurnsAndAnswersThatParse()
    {
        var sampler = await SamplerAsync();
        Assert.Equal("cua_rl", sampler.Format);

        var (one, two) = (await PlayAsync(sampler, 3), await PlayAsync(sampler, 3));

        Assert.Equal(one.Turns.Select(turn => turn.Response), two.Turns.Select(turn => turn.Response));
        Assert.Equal(one.Turns.Select(turn => turn.LogProbabilities[0]), two.Turns.Select(turn => turn.LogProbabilities[0]));
        Assert.All(one.Turns, turn => Assert.Single(turn.Tokens));
        Assert.All(one.Turns, turn => Assert.True(
            PhoneRollout.Read(sampler.Format, turn) is ParsedCall.Act { Actions.Length: 1 } or ParsedCall.Finish));
    }

    [Fact]
    public async Task Sample_ByManyCallersAtOnce_GivesWhatEachGetsAlone()
    {
        var sampler = await SamplerAsync();
        var alone = new List<PhoneRollout>();
        for (var seed = 0; seed < 32; seed++)
        {
            alone.Add(await PlayAsync(sampler, seed));
        }

        var together = await System.Threading.Tasks.Task.WhenAll(
            Enumerable.Range(0, 32).Select(seed => System.Threading.Tasks.Task.Run(() => PlayAsync(sampler, seed))));

        Assert.Equal(
            alone.Select(rollout => string.Concat(rollout.Turns.Select(turn => turn.Response))),
            together.Select(rollout => string.Concat(rollout.Turns.Select(turn => turn.Response))));
    }

    [Fact]
    public async Task Sample_AtTemperatureZero_TakesTheBestWhateverTheSeed()
    {
        var sampler = await SamplerAsync();

        var (one, two) = (await PlayAsync(sampler, 3, temperature: 0), await PlayAsync(sampler, 3, temperature: 0, draws: 9));

        Assert.Equal(one.Turns.Select(turn => turn.Tokens[0]), two.Turns.Select(turn => turn.Tokens[0]));
        Assert.All(one.Turns, turn => Assert.Equal(0, turn.LogProbabilities[0]));
    }

    [Fact]
    public async Task Sample_ThatIsGivenUp_IsNotRemembered()
    {
        var sampler = await SamplerAsync();
        var (episode, fresh) = (sampler.Begin(Task.Description, 1), sampler.Begin(Task.Description, 1));
        var view = PhoneRollout.ViewOf(Phone.Start(1, PhoneTask.Of(Task)));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => episode.SampleAsync(view, null, 1, new CancellationToken(canceled: true)));

        Assert.Equal(
            (await fresh.SampleAsync(view, null, 2, default)).Observation.ToArray(), (await episode.SampleAsync(view, null, 2, default)).Observation.ToArray());
    }

    [Fact]
    public async Task Sample_OnADeviceThatShowsNoElements_IsRefused()
    {
        var view = PhoneRollout.ViewOf(Phone.Start(1, PhoneTask.Of(Task))) with { Elements = [] };

        var error = await Assert.ThrowsAsync<TrainerRefusedException>(
            async () => await (await SamplerAsync()).Begin(Task.Description, 1).SampleAsync(view, null, 1, default));

        Assert.Contains("train them on devices that do, such as simulated ones", error.Cause, StringComparison.Ordinal);
    }

    private static Task<PhoneRollout> PlayAsync(IPolicySampler sampler, int seed, double temperature = 1, int draws = 0) =>
        PhoneRollout.PlayAsync(
            sampler, Task, seed, turn => SeedOf(seed, turn, draws), temperature);

    private static long SeedOf(int seed, int turn, int draws = 0) => RolloutSeeds.Sampling(seed, SeedUse.Training, 0, 0, draws, turn);

    private static StoredTurn Turn(int number) =>
        new() { Content = new TurnContent { Turn = number }, State = new StateId("run", number), CreatedAt = DateTimeOffset.UnixEpoch };

    /// <summary>As the loop records them.</summary>
    private async Task<ImmutableArray<StoredTurn>> StoreAsync(IReadOnlyList<SampledTurn> turns)
    {
        var stored = ImmutableArray.CreateBuilder<StoredTurn>();
        foreach (var turn in turns)
        {
            var elements = await _blobs.PutAsync(turn.Elements!.Value, "application/json", default);
            var blank = Turn(stored.Count + 1);
            stored.Add(blank with
            {
                Content = blank.Content with { TokenIds = turn.Tokens, ElementsBefore = elements.Blob.Sha256, ModelInput = turn.ModelInput },
            });
        }

        return stored.ToImmutable();
    }

    /// <summary>A policy that knows a little, so that its episodes are long and its probabilities uneven.</summary>
    private async Task<IPolicySampler> SamplerAsync()
    {
        var trainer = LocalTrainer.Start(TestFolders.Create("checkpoints"), _blobs);
        var session = await trainer.OpenAsync(new TrainerModel("sampling", PolicyModels.Linear, 0, 1), null, default);
        await session.WarmStartAsync(1, new WarmStartRequest([Task], 1, 0.1, 5e-3), default);
        return await session.OpenSamplerAsync(await session.SaveSamplerAsync(2, "000000", isKept: false, default), default);
    }
}
