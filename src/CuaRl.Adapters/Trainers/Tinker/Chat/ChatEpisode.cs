using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Sampling;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Prompts;
using CuaRl.Core.Text;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Chat;

/// <summary>A conversation whose tokens the server keeps to itself.</summary>
internal sealed class ChatEpisode(TinkerFutures futures, string model, ChatPrompt prompt, string task, double temperature) : IEpisodeSampler
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.Ordinal);
    private readonly List<ChatMessage> _said = [];
    private int _turns;

    public async Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
    {
        _contents[view.Sha256] = view.Image;
        var messages = ShownScreens.Messages(prompt.Style, prompt.BoxType, task, _turns + 1, notice, view);
        ChatMessage[] shown = [.. messages.Select(message => ChatWriter.Write(message, _contents))];
        var call = TinkerCall.Post(
            "an answer", "chat/completions",
            new ChatRequest(model, [.. _said, .. shown], prompt.MaxTokens, temperature, TinkerSeed.Of(seed)), TinkerJson.Default.ChatRequest) with
        {
            IsOfChat = true,
        };
        var answer = (await futures.AskAsync(call, TinkerJson.Default.ChatResponse, cancellationToken)).Choices is [{ Message.Content: { } said }, ..]
            ? said
            : throw TinkerErrors.Refused("it gave no answer in words");
        _said.AddRange(shown);
        _said.Add(ChatWriter.Write(PromptMessage.Of(PromptMessage.Assistant, answer), _contents));
        _turns++;
        return new SampledTurn
        {
            Response = PlainText.Clean(answer, answer.Length),
            Tokens = [],
            LogProbabilities = [],
            Observation = default,
            ModelInput = TurnInput.Write(task, messages),
        };
    }
}
