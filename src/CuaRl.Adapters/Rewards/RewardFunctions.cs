using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Adapters.Endpoints;
using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Rewards;

/// <summary>Core's reward functions, those that the process was given, and configured endpoints.</summary>
internal sealed class RewardFunctions : IRewardFunctions
{
    /// <summary>What a record names when the caller computed the reward.</summary>
    private const string Given = "given";

    private readonly RewardRegistry _functions;
    private readonly ImmutableSortedDictionary<string, JudgeEndpoint> _endpoints;
    private readonly EndpointClient _client;

    /// <exception cref="ConfigurationException">Two functions have one name, or one has a name that is taken.</exception>
    public RewardFunctions(IEnumerable<IRewardFunction> added, JudgeEndpoints endpoints, EndpointClient client)
    {
        IRewardFunction[] own = [.. added];
        if (own.CountBy(function => function.Name, StringComparer.Ordinal).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ConfigurationException($"there are two reward functions '{twice}': give one of them another name");
        }

        _functions = own.Aggregate(RewardRegistry.BuiltIn, (registry, function) => registry.With(function));
        _endpoints = endpoints.RewardFunctions;
        _client = client;
        Names = [.. _functions.Names.Concat(_endpoints.Keys).Order(StringComparer.Ordinal)];
        if (Names.FirstOrDefault(name => name == Given || (_endpoints.ContainsKey(name) && _functions.Problem(name) is null)) is { } taken)
        {
            throw new ConfigurationException($"the reward function '{taken}' needs another name: that one is taken");
        }
    }

    public IReadOnlyCollection<string> Names { get; }

    public string? Problem(string name) =>
        _endpoints.ContainsKey(name) || _functions.Problem(name) is null
            ? null
            : $"no reward function '{name}'; there are {string.Join(", ", Names)}";

    public async Task<RewardInfo> ComputeAsync(string name, RewardInputs rollout, CancellationToken cancellationToken)
    {
        if (Problem(name) is { } problem)
        {
            throw new InvalidRequestException("reward_function", problem);
        }

        if (_endpoints.TryGetValue(name, out var endpoint))
        {
            return Checked(name, endpoint.Version, await AskAsync(name, endpoint, rollout, cancellationToken));
        }

        var function = _functions.Find(name);
        return Checked(name, function.Version, Compute(function, rollout));
    }

    private static double Compute(IRewardFunction function, in RewardInputs rollout)
    {
        try
        {
            return function.Compute(rollout);
        }
        catch (Exception error)
        {
            // A user's code: whatever it throws, the caller hears of it by the function's name.
            throw new RewardFailedException(function.Name, $"it threw {error.GetType().Name}: {error.Message}", isTransient: false, error);
        }
    }

    private async Task<double> AskAsync(
        string name, JudgeEndpoint endpoint, RewardInputs rollout, CancellationToken cancellationToken)
    {
        try
        {
            var question = JsonSerializer.SerializeToUtf8Bytes(
                new RewardQuestion(name, endpoint.Version, rollout), RewardJson.Default.RewardQuestion);
            var answer = await _client.AskAsync(endpoint, question, cancellationToken);
            return answer.TryGetProperty("reward", out var reward) && reward.ValueKind == JsonValueKind.Number
                ? reward.GetDouble()
                : throw new EndpointFailedException($"{endpoint.Host} answered without a number 'reward'");
        }
        catch (EndpointFailedException error)
        {
            throw new RewardFailedException(name, error.Message, error.MayPass, error);
        }
    }

    private static RewardInfo Checked(string name, int version, double reward) => double.IsFinite(reward)
        ? new RewardInfo { Value = reward, Function = name, Version = version }
        : throw new RewardFailedException(name, "what it gave is no finite number", isTransient: false);
}
