using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Agents;

/// <summary>
/// An agent that learns in an environment, episode after episode, as a chain of states. Each state holds all that decides how
/// it goes on, so a training taken up at any state, by whomever and however often, goes on in the same way.
/// </summary>
public sealed class Training
{
    private readonly IEnvironment _environment;
    private readonly LinearQAgent _agent;
    private readonly ulong _seed;
    private double[] _seen;
    private long _episode;
    private bool _isOver;
    private int _forced;

    /// <summary>A training at its beginning; <see cref="Current"/> is its root.</summary>
    public Training(IEnvironment environment, LinearQSettings settings, ulong seed)
    {
        (_environment, _seed) = (environment, seed);
        environment.Reset(SeedOf(episode: 0));
        _seen = Numbers(environment.Encode());
        _agent = new LinearQAgent(_seen.Length, environment.Spec.Actions, settings, new SeededGenerator(seed));
        Current = State(null, null);
    }

    private Training(IEnvironment environment, LinearQSettings settings, ulong seed, TrainedState from, bool isBranch)
    {
        (_environment, _seed, Current) = (environment, seed, from);
        using var info = JsonDocument.Parse(from.Info);
        using var extra = JsonDocument.Parse(from.Extra);
        environment.Restore(JsonSerializer.SerializeToUtf8Bytes(info.RootElement.GetProperty("env_state")));
        _seen = Numbers(from.Observation);
        _episode = info.RootElement.GetProperty("episode").GetInt64();
        _isOver = from.Terminated || from.Truncated;
        _agent = LinearQAgent.Read(extra.RootElement.GetProperty("agent"), environment.Spec.Actions, settings);
        EpisodeReturn = extra.RootElement.GetProperty("episode_return").GetDouble();
        TotalReward = extra.RootElement.GetProperty("total_reward").GetDouble();
        _forced = isBranch ? 0 : extra.RootElement.GetProperty("forced").GetInt32();
    }

    /// <summary>The last state.</summary>
    public TrainedState Current { get; private set; }

    /// <summary>The sum of all rewards so far.</summary>
    public double TotalReward { get; private set; }

    /// <summary>The sum of the rewards of this episode so far.</summary>
    public double EpisodeReturn { get; private set; }

    /// <summary>Takes a training up where it stands.</summary>
    /// <exception cref="FormatException">The state is not one of a training.</exception>
    public static Training Resume(IEnvironment environment, LinearQSettings settings, ulong seed, TrainedState from) =>
        From(environment, settings, seed, from, isBranch: false);

    /// <summary>Starts another training at a state, with other settings: world, weights and randomness are copied.</summary>
    /// <exception cref="FormatException">The state is not one of a training.</exception>
    public static Training Branch(IEnvironment environment, LinearQSettings settings, ulong seed, TrainedState from) =>
        From(environment, settings, seed, from, isBranch: true);

    /// <summary>Goes on by one state: the outcome of an action, or the beginning of the next episode.</summary>
    public TrainedState Next()
    {
        if (_isOver)
        {
            _environment.Reset(SeedOf(++_episode));
            _seen = Numbers(_environment.Encode());
            (_isOver, EpisodeReturn) = (false, 0);
            return Current = State(null, null);
        }

        var action = _agent.Act(_seen);
        var forced = _agent.Settings.ForcedActions;
        action = _forced < forced.Length ? forced[_forced++] : action;
        var step = _environment.Step(action);
        var next = Numbers(_environment.Encode());
        _agent.Learn(_seen, action, step.Reward, next, step.Terminated);
        (_seen, _isOver) = (next, step.IsOver);
        EpisodeReturn += step.Reward;
        TotalReward += step.Reward;
        return Current = State(action, step);
    }

    private static Training From(
        IEnvironment environment, LinearQSettings settings, ulong seed, TrainedState from, bool isBranch)
    {
        try
        {
            return new Training(environment, settings, seed, from, isBranch);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"not a state of a training: {error.Message}", error);
        }
    }

    /// <summary>Episodes of one number begin alike in every branch, so that branches differ by their settings alone.</summary>
    private ulong SeedOf(long episode) => new SeededGenerator(_seed ^ (ulong)episode << 32).NextBits();

    private TrainedState State(int? action, EnvironmentStep? step) => new()
    {
        Observation = _environment.Encode(),
        Action = action,
        Reward = step?.Reward,
        Terminated = step?.Terminated ?? false,
        Truncated = step?.Truncated ?? false,
        Info = EnvironmentJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("episode", _episode);
            writer.WritePropertyName("env_state");
            writer.WriteRawValue(_environment.Snapshot());
            writer.WriteEndObject();
        }),
        Extra = EnvironmentJson.Write(WriteExtra),
    };

    private void WriteExtra(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epsilon", _agent.Epsilon);
        writer.WriteNumber("learning_rate", _agent.Settings.LearningRate);
        writer.WriteNumber("episode_return", EpisodeReturn);
        writer.WriteNumber("total_reward", TotalReward);
        writer.WriteNumber("forced", _forced);
        writer.WritePropertyName("agent");
        _agent.Write(writer);
        writer.WriteEndObject();
    }

    private static double[] Numbers(byte[] observation)
    {
        using var document = JsonDocument.Parse(observation);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? [.. document.RootElement.EnumerateArray().Select(number => number.GetDouble())]
            : [document.RootElement.GetDouble()];
    }
}
