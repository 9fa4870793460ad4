using System.Text;
using System.Text.Json;
using CuaRl.Core.Prompts;
using CuaRl.Core.Prompts.Tokens;
using CuaRl.TestKit.Tinker.Model;

namespace CuaRl.TestKit.Tinker.State;

/// <summary>Answers questions of the OpenAI-compatible route, in words.</summary>
internal sealed class ChatRequests(ServerState state)
{
    private const string PictureMark = "data:image/png;base64,iVBORw";

    private static readonly ByteTokenizer Tokens = new();

    public object Answer(JsonElement request)
    {
        RequestReading.Allow(request, "model", "messages", "max_tokens", "temperature", "seed");
        RequestReading.Number(request, "max_tokens");
        var model = RequestReading.Text(request, "model");
        var policy = model == ServerRoutes.Model ? state.Start.Policy : state.Checkpoint(model, weightsOnly: true).Policy;
        var (tokens, _) = ServedPolicy.Sample(
            policy, Read(request.GetProperty("messages")), request.GetProperty("temperature").GetDouble(), (ulong)RequestReading.Number(request, "seed"));
        return new
        {
            choices = new[] { new { index = 0, finish_reason = "stop", message = new { role = "assistant", content = Tokens.Decode(tokens) } } },
        };
    }

    private static ByteConversation Read(JsonElement messages)
    {
        var (task, screen, turns) = ((string?)null, "", new List<ReadTurn>());
        foreach (var message in messages.EnumerateArray())
        {
            JsonElement[] parts = [.. message.GetProperty("content").EnumerateArray()];
            switch (RequestReading.Text(message, "role"))
            {
                case PromptMessage.User:
                    task ??= RequestReading.Text(parts[0], "text")[PromptTurns.TaskMark.Length..];
                    screen = RequestReading.Text(parts[2], "text");
                    if (!RequestReading.Text(parts[1].GetProperty("image_url"), "url").StartsWith(PictureMark, StringComparison.Ordinal))
                    {
                        throw new ServedFailure(400, "image_url: is no picture");
                    }

                    break;
                case PromptMessage.Assistant:
                    turns.Add(new ReadTurn(
                        screen, [.. Encoding.UTF8.GetBytes(RequestReading.Text(parts[0], "text")), Tokens.Special(ChatTokens.End)], 0));
                    break;
            }
        }

        return new ByteConversation(task ?? throw new ServedFailure(400, "messages: there is no task"), [.. turns, new ReadTurn(screen, [], 0)], 0);
    }
}
