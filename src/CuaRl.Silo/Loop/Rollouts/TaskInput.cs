using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>What an agent was told to do, as its turns record it: a task may be stored anew with another text.</summary>
/// <param name="Task">The text.</param>
internal sealed record TaskInput([property: JsonPropertyName("task")] string Task)
{
    /// <summary>As a turn's model input.</summary>
    public JsonText ToJson() => JsonText.FromUtf8(JsonSerializer.SerializeToUtf8Bytes(this, LoopJson.Default.TaskInput));

    /// <exception cref="UnreadableRecordException">The turn does not say.</exception>
    public static string Read(StoredTurn turn)
    {
        try
        {
            if (turn.Content.ModelInput is { } input
                && JsonSerializer.Deserialize(input.Utf8.Span, LoopJson.Default.TaskInput) is { Task: { } task })
            {
                return task;
            }
        }
        catch (JsonException)
        {
            // It is something else.
        }

        throw new UnreadableRecordException(
            $"turn {turn.Content.Turn} at state {turn.State}", "its model_input does not say what the agent was told to do.");
    }
}
