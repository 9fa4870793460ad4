using System.Collections.Immutable;

namespace CuaRl.Core.Rewards;

/// <summary>Reward functions by name. It is immutable: <see cref="With"/> gives another one that knows more.</summary>
public sealed class RewardRegistry
{
    /// <summary>The reward where a configuration names none.</summary>
    public const string Default = Binary;

    private const string Binary = "binary";

    private readonly ImmutableSortedDictionary<string, IRewardFunction> _functions;

    private RewardRegistry(ImmutableSortedDictionary<string, IRewardFunction> functions) => _functions = functions;

    /// <summary>The rewards of cua_rl; <c>binary</c> is another name of <c>simple</c>.</summary>
    public static RewardRegistry BuiltIn { get; } =
        new RewardRegistry(ImmutableSortedDictionary.Create<string, IRewardFunction>(StringComparer.Ordinal))
            .With(new RewardFunction("simple", 1, RewardRules.Simple))
            .With(new RewardFunction(Binary, 1, RewardRules.Simple))
            .With(new RewardFunction("completion", 1, RewardRules.Completion))
            .With(new RewardFunction("efficiency", 1, RewardRules.Efficiency))
            .With(new RewardFunction("shaped", 1, RewardRules.Shaped))
            .With(new RewardFunction("comprehensive", 1, ComprehensiveReward.Compute));

    /// <summary>The names, sorted.</summary>
    public IEnumerable<string> Names => _functions.Keys;

    /// <summary>This registry with one function more, or another one by that name.</summary>
    public RewardRegistry With(IRewardFunction function) => new(_functions.SetItem(function.Name, function));

    /// <summary>What is wrong with a name, as a sentence; null when there is such a function.</summary>
    public string? Problem(string name) =>
        _functions.ContainsKey(name) ? null : $"no reward function '{name}'; there are {string.Join(", ", Names)}";

    /// <summary>The function by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is none by that name; the message names those there are.</exception>
    public IRewardFunction Find(string name) =>
        _functions.TryGetValue(name, out var function) ? function : throw new KeyNotFoundException(Problem(name));
}
