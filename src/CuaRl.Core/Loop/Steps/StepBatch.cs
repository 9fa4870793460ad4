using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Core.Loop.Steps;

/// <summary>
/// What a step trains on: its groups with the reward and the advantages of every rollout. It is stored before the trainer is asked,
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

    /// <summary>The share of the turns that is trained on which is in a step group with others; 0 without turns.</summary>
    public double FracGrouped()
    {
        StepTurns[] turns = [.. Kept.SelectMany(group => group.Members).SelectMany(member => member.Turns ?? [])];
        var all = turns.Sum(piece => piece.Count);
        return all == 0 ? 0 : (double)turns.Where(piece => piece.StepGroup is not null).Sum(piece => piece.Count) / all;
    }

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

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StepBatch))]
internal sealed partial class StepBatchJson : JsonSerializerContext;
