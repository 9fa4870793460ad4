using System.Collections.Immutable;
using CuaRl.Adapters.Trainers.Embedded.Screens;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Trainers.Embedded.Sampling;

/// <summary>An episode of a policy. At temperature 0 it takes the best candidate, which is certain then.</summary>
internal sealed class EmbeddedEpisode(
    SoftmaxPolicy policy, DecisionBuilders builders, TaskText task, EpisodeHistory history, double temperature) : IEpisodeSampler
{
    public Task<SampledTurn> SampleAsync(AgentView view, string? notice, long seed, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (view.Elements.IsDefaultOrEmpty)
        {
            throw EmbeddedErrors.Refused(
                "its policies decide by the elements of a screen, and this device shows none; train them on devices that do, such as simulated ones");
        }

        var stored = StoredScreen.Of(view.Size, view.Elements);
        var screen = stored.Seen();
        return Task.FromResult(builders.Use(view.Size, builder =>
        {
            var decision = builder.Build(task, history, screen);
            var choice = temperature > 0
                ? policy.Sample(decision, temperature, (ulong)seed)
                : new PolicyChoice(policy.Greedy(decision), LogProbability: 0);
            var candidate = builder.Candidates[choice.Index];
            var turn = new SampledTurn
            {
                Response = CandidateCall.Encode(candidate, screen, view.Size).Answer,
                Tokens = [choice.Index],
                LogProbabilities = [(float)choice.LogProbability],
                Observation = decision.Tokens,
                Elements = stored.Write(),
            };
            history.Add(screen, candidate);
            return turn;
        }));
    }
}
