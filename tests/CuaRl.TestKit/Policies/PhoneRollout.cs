using CuaRl.Adapters.Devices.Simulated;
using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Formats;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.TestKit.Policies;

/// <summary>An episode that a trainer's policy played on a simulated phone, in process.</summary>
/// <param name="Views">What it was shown, turn by turn.</param>
/// <param name="Turns">What it answered; the last is its finish unless the turns ran out.</param>
/// <param name="IsSuccess">Whether it finished and the task's validator says yes.</param>
/// <param name="IsStrict">Whether the goal was reached by right app and right value as well.</param>
public sealed record PhoneRollout(
    IReadOnlyList<AgentView> Views, IReadOnlyList<SampledTurn> Turns, bool IsSuccess, bool IsStrict)
{
    /// <summary>Plays a task within its limit of turns.</summary>
    /// <param name="sampler">Who plays.</param>
    /// <param name="task">The task.</param>
    /// <param name="deviceSeed">The phone's seed.</param>
    /// <param name="samplingSeed">The seed of each turn, counted from 1.</param>
    /// <param name="temperature">The temperature that is sampled at.</param>
    public static async Task<PhoneRollout> PlayAsync(
        IPolicySampler sampler, CuaTask task, long deviceSeed, Func<int, long> samplingSeed, double temperature = 1)
    {
        var goal = PhoneTask.Of(task);
        var (phone, episode) = (Phone.Start((ulong)deviceSeed, goal), sampler.Begin(task.Description, temperature));
        var (views, turns) = (new List<AgentView>(), new List<SampledTurn>());
        string? message = null;
        while (message is null && turns.Count < task.MaxSteps)
        {
            var view = ViewOf(phone);
            var turn = await episode.SampleAsync(view, null, samplingSeed(turns.Count + 1), CancellationToken.None);
            views.Add(view);
            turns.Add(turn);
            message = Do(phone, Read(sampler.Format, turn));
        }

        var isSuccess = message is not null && PhoneEpisode.Judge(task, phone, message)?.Success == true;
        return new PhoneRollout(views, turns, isSuccess, isSuccess && phone.IsStrictlyReached(goal, message) == true);
    }

    /// <summary>What a phone shows, but for the picture, which the embedded policy does not look at.</summary>
    public static AgentView ViewOf(Phone phone) =>
        new(default, "image/png", "", PhoneScreen.Size, SimulatedElements.Of(phone.Screen));

    /// <summary>The one call of an answer.</summary>
    public static ParsedCall Read(string format, SampledTurn turn)
    {
        var known = ActionFormats.BuiltIn.Find(format);
        return known.Parse(turn.Response, new ScreenView(PhoneScreen.Size, known.Space(PhoneScreen.Size))).Single();
    }

    /// <returns>What was said at the end; null when it is none.</returns>
    private static string? Do(Phone phone, ParsedCall call)
    {
        if (call is not ParsedCall.Act { Actions: [var action] })
        {
            return ((ParsedCall.Finish)call).Message;
        }

        phone.Act(action);
        return null;
    }
}
