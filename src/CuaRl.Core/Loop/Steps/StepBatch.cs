using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Core.Loop.Steps;

/// <summary>
/// What a step trains on: its groups with the reward and the advantage of every rollout. It is stored before the trainer is asked,
/// so that a step that is taken again is the same step, whatever was judged anew since.
/// </summary>
public sealed record StepBatch
{
    /// <summary>All groups of the step, in order; those that are not trained on say why.</summary>
    [JsonPropertyName("groups")]
    public required ImmutableArray<StepGroup> Groups { get; init; }

    /// <summary>Those that are trained on.</summary>
    [JsonIgnore]
    public IEnumerable<StepGroup> Kept => Groups.Where(group => group.LeftOut is null);

    /// <summary>As it is stored, UTF-8 JSON.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, StepBatchJson.Default.StepBatch);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static StepBatch Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, StepBatchJson.Default.StepBatch) ?? throw new FormatException("a step's batch: is null");
        }
        catch (JsonException error)
        {
            throw new FormatException($"a step's batch: {error.Message}", error);
        }
    }
}

/// <summary>A group of a step.</summary>
/// <param name="Group">Its place in the step.</param>
/// <param name="TaskId">Its task.</param>
/// <param name="LeftOut">Why it is not trained on: <c>lost</c>, <c>too_small</c> or <c>constant</c>; null for one that is.</param>
/// <param name="Members">Its rollouts, in order.</param>
public sealed record StepGroup(
    [property: JsonPropertyName("group")] int Group,
    [property: JsonPropertyName("task_id")] string TaskId,
    [property: JsonPropertyName("left_out")] string? LeftOut,
    [property: JsonPropertyName("rollouts")] ImmutableArray<StepMember> Members);

/// <summary>A rollout of a step.</summary>
/// <param name="Member">Its place in the group.</param>
/// <param name="RolloutId">Its id.</param>
/// <param name="Attempt">The attempt that counts.</param>
/// <param name="Reward">Its reward; null for one that is masked.</param>
/// <param name="Advantage">Its advantage; null for one that is not trained on.</param>
public sealed record StepMember(
    [property: JsonPropertyName("member")] int Member,
    [property: JsonPropertyName("rollout_id")] string RolloutId,
    [property: JsonPropertyName("attempt")] int Attempt,
    [property: JsonPropertyName("reward")] double? Reward,
    [property: JsonPropertyName("advantage")] double? Advantage);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepBatch))]
internal sealed partial class StepBatchJson : JsonSerializerContext;
