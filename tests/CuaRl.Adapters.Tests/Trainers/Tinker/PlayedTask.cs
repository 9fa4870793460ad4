using System.Security.Cryptography;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Phones;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Policies;

namespace CuaRl.Adapters.Tests.Trainers.Tinker;

/// <summary>Some turns of a task on a simulated phone, by whatever samples, with the records that they leave.</summary>
/// <param name="Task">What the agent was told.</param>
/// <param name="Views">What it was shown.</param>
/// <param name="Turns">What it answered.</param>
internal sealed record PlayedTask(string Task, IReadOnlyList<AgentView> Views, IReadOnlyList<SampledTurn> Turns)
{
    public static async Task<PlayedTask> PlayAsync(
        IPolicySampler sampler, IBlobStore blobs, int turns = 3, long seed = 1, string? notice = null)
    {
        var task = DemoTasks.Training[0];
        var (phone, episode) = (Phone.Start((ulong)seed, PhoneTask.Of(task)), sampler.Begin(task.Description, 1));
        var (views, answers) = (new List<AgentView>(), new List<SampledTurn>());
        for (var turn = 0; turn < turns; turn++)
        {
            var view = await ViewAsync(phone, blobs, turn);
            views.Add(view);
            answers.Add(await episode.SampleAsync(view, turn == 0 ? null : notice, seed + (1000 * turn), default));
            if (PhoneRollout.Read(sampler.Format, answers[^1]) is not ParsedCall.Act { Actions: [var action] })
            {
                break;
            }

            phone.Act(action);
        }

        return new PlayedTask(task.Description, views, answers);
    }

    /// <summary>What to train on: an advantage for each turn.</summary>
    public Trajectory Trajectory(int member, double advantage) => new(0, member, Turns.Select(turn => new TrajectoryTurn
    {
        Observation = turn.Observation,
        Action = turn.Tokens.AsMemory(),
        LogProbabilities = turn.LogProbabilities.AsMemory(),
        Advantage = advantage,
    }).ToArray());

    /// <summary>The turns as their records hold them.</summary>
    public StoredTurn[] Stored() =>
    [
        .. Turns.Select((turn, i) => new StoredTurn
        {
            Content = new TurnContent
            {
                Turn = i + 1,
                ModelResponse = turn.Response,
                ModelInput = turn.ModelInput,
                TokenIds = turn.Tokens,
                LogProbabilities = turn.LogProbabilities,
            },
            State = new StateId("run", i + 1),
            CreatedAt = DateTimeOffset.UnixEpoch,
        }),
    ];

    public static GradientRequest Request(IPolicySampler sampler, LossOptions? loss, params Trajectory[] trajectories) => new(
        DatumAssembly.Assemble(trajectories, sampler.Pictures), sampler.Pictures, loss ?? new LossOptions(), Temperature: 1);

    /// <summary>A picture of a screen: its mark, and bytes that no other turn has.</summary>
    private static async Task<AgentView> ViewAsync(Phone phone, IBlobStore blobs, int turn)
    {
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)turn];
        await blobs.PutAsync(picture, "image/png", default);
        return PhoneRollout.ViewOf(phone) with { Image = picture, Sha256 = Convert.ToHexStringLower(SHA256.HashData(picture)) };
    }
}
