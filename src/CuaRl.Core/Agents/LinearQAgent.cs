using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Agents;

/// <summary>
/// Q-learning where the worth of an action is a weighted sum of what the agent sees. It takes the best action, or with
/// probability epsilon any; each lesson moves the weights of the action taken and lets epsilon decay.
/// </summary>
public sealed class LinearQAgent
{
    private const double InitialDeviation = 0.1;

    private readonly int _actions;
    private readonly double[] _weights;
    private readonly SeededGenerator _random;

    /// <summary>An agent that knows nothing: its weights are small and random.</summary>
    public LinearQAgent(int observations, int actions, LinearQSettings settings, SeededGenerator random)
        : this(actions, new double[observations * actions], settings.Epsilon ?? settings.EpsilonStart, settings, random)
    {
        foreach (ref var weight in _weights.AsSpan())
        {
            weight = random.NextNormal() * InitialDeviation;
        }
    }

    private LinearQAgent(int actions, double[] weights, double epsilon, LinearQSettings settings, SeededGenerator random)
    {
        (_actions, _weights, Epsilon, Settings, _random) = (actions, weights, epsilon, settings, random);
    }

    /// <summary>How it learns and acts.</summary>
    public LinearQSettings Settings { get; }

    /// <summary>The share of random actions now.</summary>
    public double Epsilon { get; private set; }

    /// <summary>An agent as <see cref="Write"/> left it, with settings that may be others.</summary>
    /// <exception cref="FormatException">It is no such agent.</exception>
    public static LinearQAgent Read(JsonElement stored, int actions, LinearQSettings settings)
    {
        try
        {
            var weights = stored.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble()).ToArray();
            var random = SeededGenerator.Parse(stored.GetProperty("generator").GetString()!);
            var epsilon = settings.Epsilon ?? stored.GetProperty("epsilon").GetDouble();
            return new LinearQAgent(actions, weights, epsilon, settings, random);
        }
        catch (Exception error) when (error is KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("agent: must hold weights, epsilon and generator", error);
        }
    }

    /// <summary>Weights, epsilon and randomness as a JSON object: all that it is but its settings.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("weights");
        writer.WriteArray(_weights);
        writer.WriteNumber("epsilon", Epsilon);
        writer.WriteString("generator", _random.State);
        writer.WriteEndObject();
    }

    /// <summary>Chooses an action; it takes two draws whatever it chooses, so that agents that differ stay in step.</summary>
    public int Act(ReadOnlySpan<double> observation)
    {
        var (chance, any) = (_random.NextUnit(), _random.NextIndex(_actions));
        return Settings.Policy switch
        {
            "random" => any,
            "lean" => observation[^2] + observation[^1] > 0 ? 1 : 0,
            _ => chance < Epsilon ? any : Best(observation),
        };
    }

    /// <summary>Learns from a step.</summary>
    /// <param name="observation">What it saw.</param>
    /// <param name="action">What it did.</param>
    /// <param name="reward">What it got.</param>
    /// <param name="next">What it saw then.</param>
    /// <param name="hasTerminated">Whether nothing can come after that.</param>
    public void Learn(ReadOnlySpan<double> observation, int action, double reward, ReadOnlySpan<double> next, bool hasTerminated)
    {
        var future = hasTerminated ? 0 : Settings.Discount * Worth(next, Best(next));
        var surprise = reward + future - Worth(observation, action);
        for (var i = 0; i < observation.Length; i++)
        {
            _weights[i * _actions + action] += Settings.LearningRate * surprise * observation[i];
        }

        Epsilon = Settings.Epsilon ?? Math.Max(Settings.EpsilonMin, Epsilon * Settings.EpsilonDecay);
    }

    private int Best(ReadOnlySpan<double> observation)
    {
        var best = 0;
        for (var action = 1; action < _actions; action++)
        {
            best = Worth(observation, action) > Worth(observation, best) ? action : best;
        }

        return best;
    }

    private double Worth(ReadOnlySpan<double> observation, int action)
    {
        var worth = 0.0;
        for (var i = 0; i < observation.Length; i++)
        {
            worth += _weights[i * _actions + action] * observation[i];
        }

        return worth;
    }
}
