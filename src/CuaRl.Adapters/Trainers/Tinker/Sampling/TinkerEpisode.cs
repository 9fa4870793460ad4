using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Prompts;
using CuaRl.Core.Text;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Sampling;

/// <summary>A conversation with a model: what it was shown grows by a screen and an answer in each turn.</summary>
internal sealed class TinkerEpisode(TinkerSampler sampler, ModelPrompt prompt, string task, double temperature) : IEpisodeSampler
{
    private const string Png = "image/png";

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = new(StringComparer.Ordinal);
    private int[] _shown = [];
    private int[] _said = [];
    private int _turns;

    public async Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
    {
        var (picture, elements) = (PictureOf(view), ElementsOf(view));
        _contents[view.Sha256] = view.Image;
        var messages = _turns == 0
            ? PromptTurns.First(prompt.Style, prompt.BoxType, task, picture, elements)
            : PromptTurns.Next(_turns + 1, notice, picture, elements);
        var shown = _turns == 0
            ? prompt.Template.Begin(messages, sampler.Pictures)
            : prompt.Template.Continue(_shown, _said, messages, sampler.Pictures);
        var sequence = await sampler.SampleAsync(
            new DatumWriter(sampler.Pictures, _contents).Input(shown),
            new TinkerSampling(prompt.MaxTokens, TinkerSeed.Of(seed), [prompt.Template.Stop], temperature),
            cancellationToken);
        if (sequence.Logprobs is not { } logs || logs.Length != sequence.Tokens.Length)
        {
            throw TinkerErrors.Refused("it sampled tokens without their log-probabilities, without which nothing can be trained");
        }

        (_shown, _said, _turns) = (shown, sequence.Tokens, _turns + 1);
        var said = prompt.Template.Read(sequence.Tokens);
        return new SampledTurn
        {
            Response = PlainText.Clean(said, said.Length),
            Tokens = ImmutableArray.Create(sequence.Tokens),
            LogProbabilities = ImmutableArray.Create(logs),
            Observation = shown,
            ModelInput = TurnInput.Write(task, messages),
        };
    }

    private static PromptPart.Picture PictureOf(AgentView view) => new(
        view.Sha256, view.MediaType == Png ? "png" : "jpeg", view.Size.Width, view.Size.Height);

    private string? ElementsOf(AgentView view) => prompt.Style.ShowsElements
        ? System.Text.Encoding.UTF8.GetString(StoredScreen.Of(view.Size, view.Elements).Write())
        : null;
}
