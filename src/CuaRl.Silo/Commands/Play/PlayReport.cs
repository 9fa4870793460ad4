using System.Text.Json.Serialization;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Commands.Play;

/// <summary>How a task was played, as JSON says it.</summary>
internal sealed record PlayReport(
    string TaskId, ulong Seed, IReadOnlyList<string> Moves, int MaxSteps, string? Message, bool? Validated, bool? Strict, string Picture)
{
    public static PlayReport Of(CuaTask task, ulong seed, PhoneEpisode episode, string picture) => new(
        task.Id, seed, [.. episode.Turns.Select(turn => ActionWords.Of(turn.Move))], task.MaxSteps, episode.Message,
        episode.Verdict?.Success, episode.IsStrictlyReached, picture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(PlayReport))]
internal sealed partial class PlayJson : JsonSerializerContext;
