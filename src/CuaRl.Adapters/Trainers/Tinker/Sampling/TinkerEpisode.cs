using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Tinker.Calls;
using CuaRl.Adapters.Trainers.Tinker.Data;
using CuaRl.Adapters.Trainers.Tinker.Prompts;
using CuaRl.Adapters.Trainers.Tinker.Wire;
using CuaRl.Core.Text;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Tinker.Sampling;

/// <summary>A conversation with a model: what it was shown grows by a screen and an answer in each turn.</summary>
internal sealed class TinkerEpisode(
    TinkerSampler sampler, ModelPrompt prompt, string task, double temperature, TinkerEpisode.Past past) : IEpisodeSampler
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _contents = past.Pictures;
    private int[] _shown = past.Shown;
    private int[] _said = past.Said;
    private int _turns = past.Turns;

    public async Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
    {
        _contents[view.Sha256] = view.Image;
        var messages = ShownScreens.Messages(prompt.Style, prompt.BoxType, task, _turns + 1, notice, view);
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

    /// <summary>What was said so far.</summary>
    /// <param name="Turns">How many turns there were.</param>
    /// <param name="Shown">All that the model was shown for the last one.</param>
    /// <param name="Said">What it answered.</param>
    /// <param name="Pictures">The pictures that it was shown, by their hashes.</param>
    internal sealed record Past(int Turns, int[] Shown, int[] Said, Dictionary<string, ReadOnlyMemory<byte>> Pictures)
    {
        public static Past Nothing => new(0, [], [], new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal));
    }
}
