using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Core.Agents;

/// <summary>How a <see cref="LinearQAgent"/> learns and acts; each has the name of its JSON member in brackets.</summary>
public sealed record LinearQSettings
{
    /// <summary>How far each lesson moves the weights (learning_rate).</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>What a reward is worth one step later (gamma).</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>The share of random actions at the start (epsilon_start).</summary>
    public double EpsilonStart { get; init; } = 1.0;

    /// <summary>What each lesson multiplies that share by (epsilon_decay).</summary>
    public double EpsilonDecay { get; init; } = 0.995;

    /// <summary>The least it becomes (epsilon_min).</summary>
    public double EpsilonMin { get; init; } = 0.01;

    /// <summary>A share of random actions that never changes, in place of the three above (epsilon).</summary>
    /// <value>The default is none.</value>
    public double? Epsilon { get; init; }

    /// <summary>How actions are chosen (policy): <c>learned</c>, <c>random</c>, or <c>lean</c>, which pushes the way the pole falls.</summary>
    public string Policy { get; init; } = "learned";

    /// <summary>Actions taken whatever the policy says, right after a branch (forced_actions).</summary>
    /// <value>The default is none.</value>
    public ImmutableArray<int> ForcedActions { get; init; } = [];

    /// <summary>Reads an agent's configuration; members that it does not know are passed over.</summary>
    /// <exception cref="FormatException">A member is not what it must be; the message names it.</exception>
    public static LinearQSettings Parse(ReadOnlySpan<byte> config)
    {
        var reader = new Utf8JsonReader(config);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var usual = new LinearQSettings();
        return new LinearQSettings
        {
            LearningRate = Number(root, "learning_rate", most: 1) ?? usual.LearningRate,
            Discount = Number(root, "gamma", most: 1) ?? usual.Discount,
            EpsilonStart = Number(root, "epsilon_start", most: 1) ?? usual.EpsilonStart,
            EpsilonDecay = Number(root, "epsilon_decay", most: 1) ?? usual.EpsilonDecay,
            EpsilonMin = Number(root, "epsilon_min", most: 1) ?? usual.EpsilonMin,
            Epsilon = Number(root, "epsilon", most: 1),
            Policy = root.TryGetProperty("policy", out var policy) ? Known(policy) : usual.Policy,
            ForcedActions = root.TryGetProperty("forced_actions", out var forced) ? Actions(forced) : [],
        };
    }

    private static double? Number(JsonElement root, string name, double most) =>
        !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= 0 && number <= most ? number
        : throw new FormatException($"{name}: must be a number from 0 to {most}");

    private static string Known(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is "learned" or "random" or "lean"
            ? value.GetString()!
            : throw new FormatException("policy: must be learned, random or lean");

    private static ImmutableArray<int> Actions(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? [.. value.EnumerateArray().Select(item => item.GetInt32())]
            : throw new FormatException("forced_actions: must be a list of actions");
}
