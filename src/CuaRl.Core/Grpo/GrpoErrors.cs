namespace CuaRl.Core.Grpo;

/// <summary>The sentences of <see cref="GrpoException"/>.</summary>
internal static class GrpoErrors
{
    public static GrpoException RewardNotFinite(int member, double reward) => Make(
        $"reward of member {member} is {reward}: a reward must be a finite number; correct the reward function or mask the rollout");

    public static GrpoException NoFiniteAdvantage(string rule, double mean) => Make(
        $"advantage rule '{rule}' has no finite value for a group with mean reward {mean}; choose another rule or smaller rewards");

    public static GrpoException LossNotFinite(string loss, int position, double learner, double sampled) => Make(
        $"loss '{loss}' is not finite at token {position}: log-probabilities {learner} of the learner and {sampled} of the sampler; train on rollouts of a newer policy or with a clipped loss");

    public static GrpoException NoActionTokens(string what) =>
        Make($"{what}: there is no action token that is not masked, so there is nothing to measure or train on");

    public static GrpoException Turn(int group, int member, int turn, string problem) =>
        Make($"group {group}, member {member}, turn {turn}: {problem}");

    public static GrpoException Reference(int datum, string problem) =>
        Make($"reference log-probabilities of datum {datum}: {problem}");

    public static GrpoException Branch(int member, string problem) => Make($"branched member {member}: {problem}");

    public static string CountedBy(int count, int expected) => Text($"there are {count}, but {expected} are needed");

    private static GrpoException Make(FormattableString text) => new(Text(text));

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
