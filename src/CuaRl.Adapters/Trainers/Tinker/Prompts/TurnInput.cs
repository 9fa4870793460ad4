using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Core.Prompts;

namespace CuaRl.Adapters.Trainers.Tinker.Prompts;

/// <summary>What a turn's record keeps of what the model was shown: its task, and the messages that were new in this turn.</summary>
internal static class TurnInput
{
    private const string Task = "task";
    private const string Messages = "messages";

    public static JsonText Write(string task, IEnumerable<PromptMessage> messages)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(Task, task);
            json.WritePropertyName(Messages);
            PromptMessageJson.Write(json, messages);
            json.WriteEndObject();
        }

        return JsonText.FromUtf8(buffer.WrittenSpan.ToArray());
    }

    /// <exception cref="UnreadableRecordException">The turn does not say.</exception>
    public static ImmutableArray<PromptMessage> Read(StoredTurn turn)
    {
        var what = $"turn {turn.Content.Turn} at state {turn.State}";
        if (turn.Content.ModelInput is not { } input)
        {
            throw new UnreadableRecordException(what, "it has no model_input.");
        }

        try
        {
            using var document = JsonDocument.Parse(input.Utf8);
            return PromptMessageJson.Read(document.RootElement.GetProperty(Messages));
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new UnreadableRecordException(what, $"its model_input does not say what the model was shown: {error.Message}");
        }
    }
}
